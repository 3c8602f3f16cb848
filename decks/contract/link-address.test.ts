import fc from "fast-check";
import { expect, test } from "vitest";
import { linkAddress } from "./link-address.ts";

test.each([
  ["https://example.com", "https://example.com/"],
  ["  HTTPS://Example.COM/a b?q=ü#x ", "https://example.com/a%20b?q=%C3%BC#x"],
  ["http://example.com:80/", "http://example.com/"],
  ["https:example.com", "https://example.com/"],
  ["https://pаypal.com/", "https://xn--pypal-4ve.com/"],
  ["https://exa\nmple.com/", "https://example.com/"],
  ["https://example.com/\u202egnp.exe", "https://example.com/%E2%80%AEgnp.exe"],
  ["mailto:ann@example.com?subject=Hello", "mailto:ann@example.com?subject=Hello"],
])("%j is opened as %s", (text, address) => {
  expect(linkAddress(text)).toBe(address);
});

test.each([
  ...["", "example.com", "/deck/1", "#x", "//example.com", "https://", "https://%zz/"],
  ...[
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "blob:app://ui/1",
  ],
  ...["app://store/", "smb://host/share", "ms-settings:", "vscode://file/x", "tel:112", "ftp://example.com/"],
  ...["https://bank.com@evil.com/", "https://a:b@evil.com/", "mailto:a@b.c?attach=/etc/passwd"],
  ...["mailto:a@b.c?subject=x&Attachment=/etc/passwd", `https://example.com/${"a".repeat(2_000)}`],
])("%j is not opened", (text) => {
  expect(linkAddress(text)).toBeNull();
});

test("whatever comes back is plain ASCII of the web or mail, and stays as it is", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string(),
        fc.emailAddress().map((mail) => `mailto:${mail}`),
      ),
      (text) => {
        const address = linkAddress(text);
        if (address === null) return;
        expect(address).toMatch(/^(?:https?:\/\/|mailto:)[\u0020-\u007e]*$/);
        expect(linkAddress(address)).toBe(address);
      },
    ),
  );
});
