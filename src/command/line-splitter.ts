/** Characters kept of one line; the rest of it is dropped, so that output without a new line stays in bounded memory. */
export const longestLine = 64 * 1024;

export interface LineSplitter {
  write(chunk: Uint8Array): void;
  /** Hands over a last line without a new line. */
  end(): void;
}

/**
 * Cuts a stream of bytes into lines, wherever its chunks are cut. CR, LF and CRLF end a line, as they do for the runner:
 * a progress bar is many lines, and a workflow command may follow a bare CR.
 */
export function lineSplitter(take: (line: string) => void): LineSplitter {
  const decoder = new TextDecoder();
  let line = "";
  let pending = false;
  let afterCarriageReturn = false;

  function add(text: string): void {
    pending = true;
    if (line.length < longestLine) line += text.slice(0, longestLine - line.length);
  }

  function finish(): void {
    const whole = line;
    line = "";
    pending = false;
    take(whole);
  }

  function feed(text: string): void {
    if (text === "") return;
    let start = afterCarriageReturn && text.startsWith("\n") ? 1 : 0;
    for (const found of text.matchAll(/\r\n?|\n/g)) {
      if (found.index < start) continue;
      if (found.index > start) add(text.slice(start, found.index));
      finish();
      start = found.index + found[0].length;
    }
    if (start < text.length) add(text.slice(start));
    afterCarriageReturn = text.endsWith("\r");
  }

  return {
    write: (chunk) => feed(decoder.decode(chunk, { stream: true })),
    end() {
      feed(decoder.decode());
      if (pending) finish();
    },
  };
}
