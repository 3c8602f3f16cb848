const BLOCK = /<pre><code class="language-([^"\s]+)">([\s\S]*?)<\/code><\/pre>/g;

/**
 * The HTML of a Markdown text with what `make` gives for each block of code that names its language; null leaves a block
 * as it is. What comes out is not sanitised.
 */
export function withCodeBlocks(
  html: string,
  make: (language: string, code: string) => string | null,
): string {
  return html.replace(BLOCK, (block, language: string, code: string) => {
    return make(unescaped(language), unescaped(code)) ?? block;
  });
}

function unescaped(html: string): string {
  return html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
