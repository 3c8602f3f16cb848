import mammoth from "mammoth";

export type HtmlResult =
  { readonly ok: true; readonly html: string } | { readonly ok: false; readonly reason: string };

/** A Word document as a page. Pictures are left out. */
export async function docxToHtml(bytes: Uint8Array): Promise<HtmlResult> {
  try {
    const { value } = await mammoth.convertToHtml(input(bytes), {
      convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
    });
    return { ok: true, html: value };
  } catch {
    return {
      ok: false,
      reason: "It is a zip archive, but no whole Word document. Save it again as .docx, or as text.",
    };
  }
}

/** In a browser the converter looks for an `arrayBuffer`, in Node for a `buffer`. */
function input(bytes: Uint8Array): { readonly arrayBuffer: ArrayBuffer } {
  const both = { arrayBuffer: bytes.slice().buffer, buffer: bytes };
  return both;
}
