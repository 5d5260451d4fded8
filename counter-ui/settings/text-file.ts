/** A chosen file as text: UTF-8, or what a Chinese spreadsheet saves as CSV. */
async function textOfFile(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** The file that was chosen in a field of files, as text; null when none was. */
export async function textOfChosen(event: Event): Promise<string | null> {
  const file = (event.target as HTMLInputElement).files?.[0];
  return file === undefined ? null : textOfFile(file);
}
