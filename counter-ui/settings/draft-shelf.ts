import type { SettingChanges } from '../../server/contract/settings.ts';

/** What somebody had changed and not saved, and on which revision it stood. */
export interface KeptDraft {
  basedOn: number;
  changes: SettingChanges;
}

/** Where this browser keeps one person's unsaved changes. */
export function draftShelf(staff: () => string) {
  const name = () => `settings-draft-${staff()}`;
  return {
    put(draft: KeptDraft | null): void {
      if (draft === null) localStorage.removeItem(name());
      else localStorage.setItem(name(), JSON.stringify(draft));
    },
    found(): KeptDraft | null {
      try {
        return JSON.parse(localStorage.getItem(name()) ?? 'null') as KeptDraft | null;
      } catch {
        // What cannot be read is no draft.
        return null;
      }
    },
  };
}
