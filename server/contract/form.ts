import { type Static, Type } from 'typebox';
import { formValueMost } from './form-values.ts';

const closed = { additionalProperties: false } as const;
const words = (most: number) =>
  Type.Object(
    { zh: Type.String({ minLength: 1, maxLength: most }), en: Type.String({ minLength: 1, maxLength: 3 * most }) },
    closed,
  );
const Key = Type.String({ pattern: '^[a-z][A-Za-z0-9-]{0,29}$' });

/** `id-number`: a citizen number with its check digit (GB 11643). A date is `2026-11-23`; `yes-no` is `yes` or `no`. */
export const FormFieldKind = Type.Union([
  Type.Literal('text'),
  Type.Literal('address'),
  Type.Literal('id-number'),
  Type.Literal('digits'),
  Type.Literal('phone'),
  Type.Literal('date'),
  Type.Literal('choice'),
  Type.Literal('yes-no'),
]);
export type FormFieldKind = Static<typeof FormFieldKind>;

export const FormChoice = Type.Object({ id: Key, ...words(12).properties }, closed);
export type FormChoice = Static<typeof FormChoice>;

/** One question of a form. */
export const FormField = Type.Object(
  {
    id: Key,
    kind: FormFieldKind,
    label: words(20),
    /** Said aloud when the question is asked: one idea, about twenty syllables at most (guidance T13). */
    help: words(20),
    pictogram: Type.String({ minLength: 1, maxLength: 40 }),
    required: Type.Boolean(),
    /** What stands there on the sample; for a choice, its id. */
    sample: Type.String({ minLength: 1, maxLength: 60 }),
    choices: Type.Optional(Type.Array(FormChoice, { minItems: 2, maxItems: 6 })),
    /** How many digits there may be. */
    digits: Type.Optional(
      Type.Object(
        { least: Type.Integer({ minimum: 1, maximum: 20 }), most: Type.Integer({ minimum: 1, maximum: 20 }) },
        closed,
      ),
    ),
    /** What of the applicant it is; the counter's intake takes it over, and an id card answers it. */
    fills: Type.Optional(
      Type.Union([
        Type.Literal('name'),
        Type.Literal('idNumber'),
        Type.Literal('phone'),
        Type.Literal('address'),
        Type.Literal('bornOn'),
        Type.Literal('sex'),
        Type.Literal('nation'),
        Type.Literal('agentName'),
      ]),
    ),
  },
  closed,
);
export type FormField = Static<typeof FormField>;

/** A form of the hall (申请表格). Without items it goes with any matter, such as a letter of authority. */
export const Form = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][a-z0-9-]{1,29}$' }),
    title: words(30),
    pictogram: Type.String({ minLength: 1, maxLength: 40 }),
    items: Type.Array(Type.String({ pattern: '^[A-Z]{2}[0-9]{2}$' }), { maxItems: 20 }),
    /** The material of those items that this form is, by its name in their lists. */
    material: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    applicant: Type.Union([Type.Literal('person'), Type.Literal('company')]),
    /** What is signed, in Chinese. */
    declaration: Type.String({ minLength: 1, maxLength: 300 }),
    /** Lines to be signed by hand. */
    signatures: Type.Array(Type.String({ minLength: 1, maxLength: 20 }), { minItems: 1, maxItems: 4 }),
    fields: Type.Array(FormField, { minItems: 1, maxItems: 20 }),
  },
  closed,
);
export type Form = Static<typeof Form>;

/** What was filled in by the fields' ids; what is left out or empty is filled in by hand or at the counter. Personal. */
export const FormValues = Type.Record(Key, Type.String({ maxLength: formValueMost }), { maxProperties: 20 });
export type FormValues = Static<typeof FormValues>;

const time = Type.String({ format: 'date-time' });
export const FormCode = Type.String({ pattern: '^[0-9]{6}$' });

/** A filled form that waits for a counter under its code, on this day alone. */
export const PassedForm = Type.Object(
  {
    id: Type.String(),
    form: Type.String(),
    code: FormCode,
    /** The hall's local date; the code is worth nothing on the next. */
    validOn: Type.String({ format: 'date' }),
    /** The slip with the code in the print ledger; null where no printer stands. */
    slip: Type.Union([Type.Integer(), Type.Null()]),
  },
  closed,
);
export type PassedForm = Static<typeof PassedForm>;

/** A form as a counter has taken it over; `values` is null once it was filed. */
export const TakenForm = Type.Object(
  {
    id: Type.String(),
    form: Form,
    values: Type.Union([FormValues, Type.Null()]),
    passedAt: time,
  },
  closed,
);
export type TakenForm = Static<typeof TakenForm>;

/** A form that now lies with a dossier, by the digest of its PDF. */
export const FiledForm = Type.Object({ id: Type.String(), no: Type.String(), sha256: Type.String() }, closed);
export type FiledForm = Static<typeof FiledForm>;

/** Where a passed form stands: its values are kept until it is filed, or until the day ends. */
export type FormState = 'waiting' | 'taken' | 'filed';

export type FormCommand =
  | { type: 'pass-form'; form: string; values: FormValues; terminal: string | null }
  | { type: 'take-form'; code: string }
  | { type: 'file-form'; id: string; no: string; sha256: string };

export type FormEvent =
  /** `person` is the key of the side table under which the values are kept; the record itself never holds them. */
  | { type: 'FormPassed'; id: string; form: string; code: string; person: string; printer: string | null }
  | { type: 'FormTaken'; id: string; staff: string }
  | { type: 'FormFiled'; id: string; no: string; sha256: string };
