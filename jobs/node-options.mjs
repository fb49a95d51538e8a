/**
 * Options of the Node.js process that runs `concord COMMAND`. An import of a million rows makes garbage faster than
 * V8 likes to collect it: left alone its heap grows to twice the memory budget of design.md section 12. Collecting
 * early costs about a fifth of the time.
 *
 * @param {string | undefined} command
 * @returns {string[]}
 */
export function nodeOptions(command) {
  return [...(command === "import" ? ["--optimize-for-size"] : []), "--import", "tsx"];
}
