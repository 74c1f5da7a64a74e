// The form of a handed-in file, and reading one that a reader picks, as seminar/hand_in.py does.
// Nothing in it is trusted: it is data, never run and never shown as HTML.

const HAND_IN_FORMAT = "seminar hand-in";
const HAND_IN_VERSION = 1;
const HAND_IN_ID = "seminar-hand-in";
const HAND_IN_LARGEST = 20e6; // bytes

/** What a handed-in file holds, { data, records }, or { fault }: a sentence that says why it is not used. */
async function readHandIn(model, file) {
  const refused = (why) => ({ fault: `${file.name} is not used: ${why}` });
  const foreign = "it is not a handed-in file. Ask for the file that the button Hand in saved.";
  if (file.size > HAND_IN_LARGEST) return refused("it is too large for a handed-in file.");
  let page;
  try { page = new DOMParser().parseFromString(await file.text(), "text/html"); } catch { // it runs nothing
    return refused("the browser could not read it. Choose it again.");
  }
  const block = page.querySelector(`script[type="application/json"][id="${HAND_IN_ID}"]`);
  if (!block) return refused(foreign);
  let data;
  try { data = JSON.parse(block.textContent); } catch {
    return refused("it breaks off or was changed. Hand in again; a teacher can still read the part that is left.");
  }
  if (data?.format !== HAND_IN_FORMAT || !Array.isArray(data.records)) return refused(foreign);
  if (!(data.version <= HAND_IN_VERSION)) return refused("it was saved by a newer version of these lessons.");
  if (data.project !== model.get("project")) return refused("it belongs to another set of lessons.");
  return { data, records: data.records };
}

