/** Who is called on, each in the form of the channel they are on. Nothing else of a message can call on anybody. */

const forms = {
  /** `@user`, `@organisation/team`. */
  gitHub: /^@[A-Za-z\d](?:[A-Za-z\d-]{0,38})(?:\/[\w.-]{1,100})?$/,
  /** `<@U012AB3CD>`, `<!subteam^S012AB3CD>`, `<!here>`, as Slack itself writes them. */
  slack: /^<(?:@[UW][A-Z\d]{1,20}|!subteam\^S[A-Z\d]{1,20}|!here|!channel|!everyone)>$/,
  /** The name by which a person signs in at Microsoft, of 113 characters at most. */
  teams: /^(?=.{3,113}$)[\w.+'-]{1,100}@[\w-]{1,100}(?:\.[\w-]{1,100}){1,10}$/,
} as const;

/** Those that a channel understands. */
export function mentionsOn(channel: keyof typeof forms, mentions: readonly string[]): readonly string[] {
  return mentions.filter((mention) => forms[channel].test(mention));
}

/** Whether any channel understands it. */
export function isMention(text: string): boolean {
  return Object.values(forms).some((form) => form.test(text));
}
