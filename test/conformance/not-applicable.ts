/** Cases about what we have no counterpart of, with the reason. */
export const notApplicable: ReadonlyMap<string, string> = new Map([
  [
    "9-12",
    "flat nesting saves their service the events of each item's context; an item of ours has no start event to save, " +
      "and what is below it is always known by its key",
  ],
  [
    "9-19",
    "a batch is not kept as one value, which is why it may have a hundred thousand items: each result is kept by itself, " +
      "and `codec` says how",
  ],
]);
