/** The build of sql.js that carries its wasm inside, so that a worker, a page and Node load it alike. */
declare module "sql.js/dist/sql-wasm-inline.js" {
  import type { InitSqlJsStatic } from "sql.js";
  const initSqlJs: InitSqlJsStatic;
  export default initSqlJs;
}
