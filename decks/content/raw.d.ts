/** A text file as its contents, put in by the bundler. */
declare module "*.md?raw" {
  const text: string;
  export default text;
}
