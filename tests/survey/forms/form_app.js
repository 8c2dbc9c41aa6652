// A stand-in for Google's FormApp that writes down what it is told.
// It knows the methods of the real one, checks their arguments, and refuses any other.
'use strict';

const calls = [];

function strict(name, methods) {
  return new Proxy(methods, {
    get(target, key) {
      if (key in target) return target[key];
      throw new TypeError(`${name} has no method ${String(key)}`);
    },
  });
}

function text(value, name) {
  if (typeof value !== 'string' || value.trim() === '') throw new TypeError(`${name} needs words`);
  return value;
}

function flag(value, name) {
  if (typeof value !== 'boolean') throw new TypeError(`${name} needs true or false`);
  return value;
}

function number(value, name) {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new TypeError(`${name}: ${value}`);
  return value;
}

function choices(values) {
  if (!Array.isArray(values) || values.length === 0) throw new TypeError('no choices');
  values.forEach((value) => text(value, 'choice'));
  if (new Set(values).size !== values.length) throw new TypeError('a choice stands twice');
  return values;
}

function validation() {
  const made = {};
  const rule = strict('TextValidationBuilder', {
    setHelpText(value) { made.help = text(value, 'help'); return rule; },
    requireNumber() { made.rule = 'number'; return rule; },
    requireNumberBetween(least, most) {
      if (number(least, 'least') > number(most, 'most')) throw new RangeError('least > most');
      made.rule = ['between', least, most];
      return rule;
    },
    requireNumberGreaterThanOrEqualTo(least) { made.rule = ['least', number(least)]; return rule; },
    requireNumberLessThanOrEqualTo(most) { made.rule = ['most', number(most)]; return rule; },
    build() {
      if (!made.rule) throw new TypeError('a validation without a rule');
      return made;
    },
  });
  return rule;
}

function item(kind, extra) {
  const made = { kind };
  calls.push(made);
  const self = strict(kind, {
    setTitle(value) { made.title = text(value, 'title'); return self; },
    setRequired(value) { made.required = flag(value, 'required'); return self; },
    setHelpText(value) { made.help = text(value, 'help'); return self; },
    ...(extra.includes('choices') && {
      setChoiceValues(values) { made.choices = choices(values); return self; },
    }),
    ...(extra.includes('validation') && {
      setValidation(rule) { made.validation = rule; return self; },
    }),
  });
  return self;
}

const form = { items: calls };

globalThis.FormApp = strict('FormApp', {
  create(title) {
    form.created = text(title, 'title');
    return strict('Form', {
      setTitle(value) { form.title = text(value, 'title'); },
      setDescription(value) {
        if (typeof value !== 'string') throw new TypeError('description');
        form.description = value;
      },
      setConfirmationMessage(value) { form.thanks = text(value, 'thanks'); },
      setCollectEmail(value) { form.email = flag(value, 'email'); },
      setProgressBar(value) { form.progress = flag(value, 'progress'); },
      setPublished(value) { form.published = flag(value, 'published'); },
      addMultipleChoiceItem: () => item('MultipleChoiceItem', ['choices']),
      addCheckboxItem: () => item('CheckboxItem', ['choices']),
      addTextItem: () => item('TextItem', ['validation']),
      addParagraphTextItem: () => item('ParagraphTextItem', []),
      addDateItem: () => item('DateItem', []),
      getEditUrl: () => 'edit-url',
      getPublishedUrl: () => 'published-url',
    });
  },
  createTextValidation: validation,
});

form.log = [];
globalThis.Logger = strict('Logger', { log(value) { form.log.push(value); } });

// The script stands in a file of its own, as in Google's editor.
require('node:vm').runInThisContext(require('node:fs').readFileSync(process.argv[2], 'utf8'));
globalThis.createForm();
process.stdout.write(JSON.stringify(form));
