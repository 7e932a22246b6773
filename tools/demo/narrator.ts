import { styleText } from "node:util";

/** What is told while a demo runs; in color where somebody looks at a terminal. */
export interface Narrator {
  /** Begins a numbered step. */
  step(title: string): void;
  /** Explains, in a paragraph. */
  say(text: string): void;
  /** Shows one thing asked, and what was received. */
  received(question: string, answer: string, isAsSaid: boolean): void;
  /** Shows the output of a command. */
  output(command: string, text: string): void;
}

const width = 88;

/** A narrator that prints to standard output. */
export function createNarrator(): Narrator {
  let steps = 0;
  const print = (line: string): void => {
    console.log(line);
  };
  return {
    step(title) {
      steps += 1;
      print(`\n${styleText("bold", `${steps}. ${title}`)}`);
    },
    say(text) {
      for (const line of wrap(text, width - 3)) print(`   ${line}`);
    },
    received(question, answer, isAsSaid) {
      const mark = isAsSaid ? styleText("green", "✓") : styleText("red", "✗");
      print(`   ${mark} ${question.padEnd(34)} ${styleText("cyan", answer)}`);
    },
    output(command, text) {
      print(`   ${styleText("dim", `$ ${command}`)}`);
      if (text === "") return;
      for (const line of text.trimEnd().split("\n")) print(`     ${line}`);
    },
  };
}

/** Breaks a text into lines at its spaces; a longer word has a line of its own. */
export function wrap(text: string, limit: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    if (line !== "" && line.length + 1 + word.length > limit) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? word : ` ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}
