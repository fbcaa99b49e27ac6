// As many criteria as the standard has, and one text node that follows them: the least that a page which answers a change
// can do.

let changes = 0;
const said = document.querySelector('#said').firstChild;
const criteria = document.querySelector('#criteria');
for (let at = 0; at < 105; at += 1) {
  const group = criteria.appendChild(document.createElement('fieldset'));
  group.innerHTML = `<legend>Criterion ${at + 1}</legend>
    <label><input type="radio" name="criterion-${at}" value="met">Met</label>
    <label><input type="radio" name="criterion-${at}" value="not-met">Not met</label>`;
  group.addEventListener('change', () => (said.data = String((changes += 1))));
}
