import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { FileHash } from "./ids.ts";

/** SHA-256 of a file's bytes, as 64 hex digits. */
export function fileHash(bytes: Uint8Array): FileHash {
  return bytesToHex(sha256(bytes)) as FileHash;
}

/** A short digest of a text for ids: the first 20 hex digits of its SHA-256, 80 bits. */
export function shortDigest(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 20);
}
