/** How a member of staff is called; one whom the hall file no longer has, by the id. */
export function staffName({ staff }: { staff: readonly { id: string; name: string }[] }, id: string): string {
  return staff.find((person) => person.id === id)?.name ?? id;
}
