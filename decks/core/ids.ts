/** Branded ids: a note's id cannot be passed where a card's is wanted. All are opaque strings. */

export type DeckId = string & { readonly __id: "deck" };
export type NoteId = string & { readonly __id: "note" };
export type NoteTypeId = string & { readonly __id: "note-type" };
export type CardId = string & { readonly __id: "card" };
export type GuideId = string & { readonly __id: "guide" };
export type ParameterSetId = string & { readonly __id: "parameter-set" };
export type PresetId = string & { readonly __id: "preset" };
export type ExamId = string & { readonly __id: "exam" };
export type PackId = string & { readonly __id: "pack" };
export type SituationId = string & { readonly __id: "situation" };
/** The device that made a change: 8 lower-case base-36 characters, drawn once per installation. */
export type DeviceId = string & { readonly __id: "device" };
/** Hybrid logical clock reading as a string that sorts like the order of the changes; see `log/clock.ts`. */
export type EventId = string & { readonly __id: "event" };
/** SHA-256 of a file's bytes, 64 lower-case hex digits. */
export type FileHash = string & { readonly __id: "file-hash" };
