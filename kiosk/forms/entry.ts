import { reactive } from 'vue';
import type { Text } from '../../server/contract/texts/define.ts';
import { formKeyTexts } from '../../server/contract/texts/form-key.ts';
import type { FormStep } from './steps.ts';

/**
 * What the rest of the kiosk knows of the form station without loading it. A step brings its own words and its way back, so
 * that forms weigh nothing before a visitor asks for them.
 */
export interface FormsStep {
  at: 'forms';
  within: FormStep;
  /** What is asked in writing, and what is said. */
  written: Text;
  spoken: Text;
  /** The step before; null leads out of the station. */
  before: (() => FormsStep) | null;
}

export const formsEntry: FormsStep = {
  at: 'forms',
  within: { at: 'grid' },
  written: formKeyTexts.choose,
  spoken: formKeyTexts.sayChoose,
  before: null,
};

export const station = reactive({
  /** How many pages the step has. */
  pages: 1,
  /** Whether an answer stands anywhere. */
  filled: false,
  /** Whether the visitor is being asked before it is wiped. */
  leaving: false,
  /** Grows whenever somebody starts over, who may be somebody else. */
  visitors: 0,
});
