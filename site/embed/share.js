// Carries answers to the full site in the fragment of its address, which no server sees: `#answers=` and the canonical JSON of the
// assessment, compressed (deflate-raw) and written as base64url without padding.

/**
 * The address of the full site with `assessment` in it; without, and saying so, where the browser cannot compress.
 *
 * @returns {Promise<{ href: string, withAnswers: boolean }>}
 */
export async function address(full, assessment) {
  try {
    const packed = new Blob([canonical(assessment)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
    return { href: `${full}#answers=${base64url(bytes)}`, withAnswers: true };
  } catch {
    return { href: full, withAnswers: false };
  }
}

/** The RFC 8785 form of what an assessment is made of: keys in order, no space. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${fields.join(',')}}`;
}

function base64url(bytes) {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
