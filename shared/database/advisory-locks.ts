/**
 * Every advisory lock that Earshot takes in its database, by what it protects. The numbers mean nothing, but two that
 * are the same would make things wait for each other that have nothing to do with each other.
 */
export const advisoryLocks = {
  /** Held by whoever brings the schema forward. */
  migration: 4_021_770_001,
  /** Held by whoever makes the first admin. */
  firstAdmin: 4_021_770_002,
  /** Held while what is listened for changes, and shared by those who match items. */
  matching: 4_021_770_003,
  /** Held while feeds are handed out, so that no host gets more polls than it may have. */
  handOut: 4_021_770_004,
  /** Held by whoever fits percentages to the labels of staff. */
  calibration: 4_021_770_007,
  /** Held by whoever draws the daily samples. */
  samples: 4_021_770_008,
  /** First of two keys, the second is a brand's id: held while heard posts change what is there of the brand. */
  mentionsOfBrand: 40_217_704,
  /** First of two keys, the second is a brand's id: held while what rises is stored. */
  topicsOfBrand: 40_217_709,
  /** Held by the Earshot that uses an embedded database, for as long as it lives ("EARS" in ASCII). */
  owner: 0x45415253,
} as const
