// Every word of the notice of a new version, by language and key.

export const WORDS = {
  "en-GB": {
    name: "New version",
    ready: "A new version of this site is ready. Your answers are kept.",
    use: "Update now",
    later: "Later",
    lost: "Your answers cannot be saved in this browser, so an update would lose them. Download them first.",
  },
  cy: {
    name: "Fersiwn newydd",
    ready: "Mae fersiwn newydd o’r safle hwn yn barod. Mae eich atebion wedi’u cadw.",
    use: "Diweddaru nawr",
    later: "Wedyn",
    lost: "Ni ellir cadw eich atebion yn y porwr hwn, felly byddai diweddaru yn eu colli. Lawrlwythwch nhw yn gyntaf.",
  },
};
