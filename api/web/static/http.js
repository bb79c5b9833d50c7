/* Requests to the service, with the key of this tab where there is one. */
const KEY = "timeline-key";

export const key = () => { try { return sessionStorage.getItem(KEY) ?? ""; } catch { return ""; } };
export const setKey = (value) => sessionStorage.setItem(KEY, value);

export function request(path, options = {}) {
  const headers = { ...(key() && { Authorization: `Bearer ${key()}` }), ...options.headers };
  return fetch(path, { ...options, headers });
}

/** What the service answers to JSON; throws an Error with its own words for a problem. */
export async function send(method, path, body, headers = {}) {
  let response;
  try {
    response = await request(path, { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } });
  } catch {
    throw new Error("The service does not answer. Is it still running?");
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return { answer, response };
  throw Object.assign(new Error(sentence(answer, response)), { status: response.status, title: answer.title });
}

function sentence(problem, response) {
  const words = problem.detail ?? problem.title ?? `The service answered ${response.status}.`;
  const wait = response.headers.get("Retry-After");
  return wait ? `${words} Try again in ${wait} seconds.` : words;
}
