/**
 * Chromium cannot be told of the scheme `app:`, so each of its hosts stands on an origin of its own that is as secure:
 * `app://ui/…` is `http://ui.localhost/…` to the pages, and only to them.
 */
const IN_APP = /^((?:blob:)?)app:\/\/([a-z]+)(?=\/|$)/;
const IN_PAGE = /^((?:blob:)?)http:\/\/([a-z]+)\.localhost(?=\/|$)/;

export function pageAddress(address: string): string {
  return address.replace(IN_APP, "$1http://$2.localhost");
}

export function appAddress(address: string): string {
  return address.replace(IN_PAGE, "$1app://$2");
}
