// Every word of the notice of a new version, by language and key.

export const WORDS = {
  "en-GB": {
    name: "New version",
    ready: "A new version of this site is ready. Your answers are kept.",
    use: "Update now",
    later: "Later",
    lost: "Your answers cannot be saved in this browser, so an update would lose them. Download them first.",
  },
};
