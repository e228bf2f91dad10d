type OwnerOption = { readonly value: string; readonly label: string };

/** The people who can be chosen as owner, with the present one, who may not be among them any more. */
export function ownerOptions(
  owners: readonly OwnerOption[],
  owner: { readonly id: string; readonly name: string } | null,
): readonly OwnerOption[] {
  if (owner === null || owners.some(({ value }) => value === owner.id)) return owners;
  return [...owners, { value: owner.id, label: owner.name }];
}
