const PROGRAM =
  /\.(?:exe|dll|scr|pif|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|wsh|hta|msi|msp|cpl|lnk|scf|reg|jar|chm|iso|img|vhdx?)[^a-z0-9]*$/i;
const MACRO_FILE = /\.(?:(?:doc|dot|xls|xlt|ppt|pot|pps|sld)m|xlam|ppam)[^a-z0-9]*$/i;

/** Whether opening a file of this name runs it. Ignores trailing characters that systems and programs drop. */
export function isProgramName(name: string): boolean {
  return PROGRAM.test(name);
}

/** Whether the name is that of an Office document that can contain macros. */
export function isMacroFileName(name: string): boolean {
  return MACRO_FILE.test(name);
}
