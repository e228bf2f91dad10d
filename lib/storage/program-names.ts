const PROGRAM =
  /\.(?:exe|dll|scr|pif|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|wsh|hta|msi|msp|cpl|lnk|scf|reg|jar|chm|iso|img|vhdx?)[\s.]*$/i;
const MACRO_FILE = /\.(?:(?:doc|dot|xls|xlt|ppt|pot|pps|sld)m|xlam|ppam)[\s.]*$/i;

/** Whether a file of this name is run when it is opened. A system leaves out dots and blanks at its end. */
export function isProgramName(name: string): boolean {
  return PROGRAM.test(name);
}

/** Whether a file of this name is an Office document that may hold macros. */
export function isMacroFileName(name: string): boolean {
  return MACRO_FILE.test(name);
}
