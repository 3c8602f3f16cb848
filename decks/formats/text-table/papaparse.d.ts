/** The part of Papa Parse that tables use. Its published types bring Node's globals into rooms that have none. */
declare module "papaparse" {
  interface Parser {
    parse(
      text: string,
      baseIndex: number,
      ignoreLastRow: boolean,
    ): {
      readonly data: readonly (readonly string[])[];
      readonly errors: readonly { readonly code: string }[];
    };
  }
  interface Papa {
    readonly Parser: new (options: {
      readonly delimiter: string;
      readonly quoteChar: string;
      readonly newline: string;
    }) => Parser;
    unparse(
      rows: readonly (readonly string[])[],
      options: {
        readonly delimiter?: string;
        readonly newline?: string;
        readonly quotes?: boolean | ((value: unknown, column: number) => boolean);
      },
    ): string;
  }
  const papa: Papa;
  export default papa;
}
