/** A room as `wing/room`. */
type Room = string;

export const HOUSE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
export const DOORS: Readonly<Record<Room, readonly string[]>>;
/** From the ground up. */
export const ROOMS: readonly Room[];
export function doorsOf(room: Room): readonly string[];
export function mayImport(room: Room): readonly Room[];
export const PACKAGES: readonly { readonly source: string; readonly owners: readonly Room[] }[];
