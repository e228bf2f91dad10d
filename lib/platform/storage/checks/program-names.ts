const PROGRAM =
  /\.(?:exe|dll|scr|pif|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|wsh|hta|msi|msp|cpl|lnk|scf|reg|jar|chm|iso|img|vhdx?)[^a-z0-9]*$/i;
const MACRO_FILE = /\.(?:(?:doc|dot|xls|xlt|ppt|pot|pps|sld)m|xlam|ppam)[^a-z0-9]*$/i;

/** Whether a file of this name is run when it is opened. What systems and programs leave out at its end does not count. */
export function isProgramName(name: string): boolean {
  return PROGRAM.test(name);
}

/** Whether a file of this name is an Office document that may hold macros. */
export function isMacroFileName(name: string): boolean {
  return MACRO_FILE.test(name);
}
