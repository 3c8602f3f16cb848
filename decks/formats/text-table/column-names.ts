import { normalisedKey } from "../../core/normalised-key.ts";
import type { ColumnUse } from "./options.ts";

/** What a column's name says it holds; languages and "other" are fields of no certain side. */
type Role = "front" | "back" | "tags" | "deck" | "note-type" | "guid" | "other" | `language ${string}`;

/** Names by what they stand for, in English, German, French and Spanish, as `normalisedKey` spells them. */
const NAMES: Readonly<Record<Role, string>> = {
  front: `front question term word prompt key concept expression phrase q
    vorderseite frage begriff wort vokabel ausdruck stichwort
    recto question terme mot devant avant notion
    anverso frente pregunta termino palabra concepto expresion`,
  back: `back answer definition meaning translation explanation response a value
    ruckseite antwort bedeutung ubersetzung erklarung
    verso reponse sens traduction signification explication arriere dos
    reverso dorso respuesta definicion significado traduccion explicacion`,
  tags: "tags tag schlagworte schlagworter etiquettes etiquetas mots-cles",
  deck: "deck stapel kartenstapel paquet mazo baraja",
  "note-type": "notetype note-type card-type kartentyp notiztyp type-de-note tipo-de-nota",
  guid: "guid",
  other: `example examples notes note hint extra comment pronunciation picture image audio sound category chapter text
    beispiel beispiele notiz hinweis bemerkung aussprache bild thema kategorie kapitel
    exemple exemples remarque indice prononciation theme categorie chapitre
    ejemplo ejemplos nota pista comentario pronunciacion imagen tema categoria capitulo`,
  "language english": "english englisch anglais ingles",
  "language german": "german deutsch allemand aleman",
  "language french": "french franzosisch francais frances",
  "language spanish": "spanish spanisch espagnol espanol",
};

const ROLES: ReadonlyMap<string, Role> = new Map(
  (Object.entries(NAMES) as [Role, string][]).flatMap(([role, names]) =>
    names.split(/\s+/).map((name): [string, Role] => [name, role]),
  ),
);

function roleOf(cell: string): Role | null {
  return cell.length > 40 ? null : (ROLES.get(normalisedKey(cell)) ?? null);
}

/**
 * Whether a first record names columns rather than being a note. Two known names are wanted, and no two of one
 * meaning, since "word,Wort" is a pair to learn and "word,meaning" is not.
 */
export function isHeader(cells: readonly string[]): boolean {
  const roles = cells.map(roleOf).filter((role) => role !== null);
  const sides = roles.filter((role) => role !== "other");
  return roles.length >= 2 && sides.length >= 1 && new Set(sides).size === sides.length;
}

/** Uses of columns by their names: fronts and backs find the first two fields, others the next that is free. */
export function usesByName(names: readonly string[]): readonly ColumnUse[] {
  const roles = names.map(roleOf);
  const places = new Map<number, number>();
  const place = (column: number, index: number) => {
    if (column !== -1) places.set(column, index);
  };
  place(roles.indexOf("front"), 0);
  place(roles.indexOf("back"), 1);
  const taken = new Set(places.values());
  let free = 0;
  return roles.map((role, column): ColumnUse => {
    if (role === "tags" || role === "deck" || role === "note-type" || role === "guid") return { kind: role };
    const known = places.get(column);
    if (known !== undefined) return { kind: "field", index: known };
    while (taken.has(free)) free++;
    taken.add(free);
    return { kind: "field", index: free };
  });
}
