// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import colour from '../../counter-ui/kit/pictogram/colour.json' with { type: 'json' };
import { composeColour, loadMono } from '../../counter-ui/kit/pictogram/drawings.ts';
import { extractDrawings } from '../../counter-ui/kit/pictogram/extract.ts';
import icons from '../../counter-ui/kit/pictogram/icons.json' with { type: 'json' };
import map from '../../counter-ui/kit/pictogram/map.json' with { type: 'json' };
import mono from '../../counter-ui/kit/pictogram/mono.json' with { type: 'json' };
import PeopleFigures from '../../counter-ui/kit/pictogram/PeopleFigures.vue';
import Pictogram from '../../counter-ui/kit/pictogram/Pictogram.vue';
import { textOn } from '../../counter-ui/kit/zone/patterns.ts';
import { counterRuns } from '../../counter-ui/kit/zone/runs.ts';
import ZoneMark from '../../counter-ui/kit/zone/ZoneMark.vue';
import { there } from '../fixtures/there.ts';
import { sampleCatalogue } from '../fixtures/ui-stage-public/stage.ts';

const { hall, services } = sampleCatalogue();

describe('pictograms', () => {
  it('the committed drawings are exactly those that the map names', () => {
    expect({ colour, mono, icons }).toEqual(extractDrawings());
  });

  it('every service and zone of the sample hall has a picture of its own', () => {
    const known = Object.keys({ ...map.services, ...map.zones });
    for (const { pictogram } of services) expect(known).toContain(pictogram);
    for (const { symbol } of hall.zones) expect(known).toContain(symbol);
  });

  it('every picture exists in colour and in one colour', async () => {
    for (const id of Object.keys({ ...map.services, ...map.zones })) {
      expect(composeColour(id).parts.length).toBeGreaterThan(0);
      expect((await loadMono(id)).parts).toHaveLength(1);
    }
  });

  it('two drawings on one page share no id', () => {
    const ids = Object.values({ ...colour, ...mono, ...icons }).flatMap(({ body }) =>
      [...body.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('an unknown picture falls back to a sheet of paper instead of an empty box', () => {
    expect(composeColour('no-such-picture')).toEqual(composeColour('collect'));
  });

  it('a picture beside its word is silent, one alone has a name', () => {
    expect(mount(Pictogram, { props: { id: 'marriage' } }).attributes('aria-hidden')).toBe('true');
    const alone = mount(Pictogram, { props: { id: 'marriage', label: '结婚登记' } });
    expect(alone.attributes()).toMatchObject({ role: 'img', 'aria-label': '结婚登记', 'data-pictogram': 'marriage' });
    expect(alone.findAll('svg > svg')).toHaveLength(3);
  });

  it('the one-colour twin arrives apart', async () => {
    const picture = mount(Pictogram, { props: { id: 'marriage', variant: 'mono' } });
    await vi.waitFor(() => expect(picture.html()).toContain('currentColor'), { timeout: 10_000 });
  });
});

describe('zone marks', () => {
  it('writes the digit in ink or white, whichever reads better on the zone colour', () => {
    expect(textOn('#B3261E')).toBe('#FFFFFF');
    expect(textOn('#1F5FBF')).toBe('#FFFFFF');
    expect(textOn('#F6C945')).toBe('#14233A');
    expect(textOn('#E58AA5')).toBe('#14233A');
    expect(textOn('#1E7A4C')).toBe('#FFFFFF');
    expect(textOn('#26303D')).toBe('#FFFFFF');
  });

  it('shows symbol, colour, pattern and digit, and leaves the digit out beside a counter', () => {
    const zone = there(hall.zones[0]);
    const mark = mount(ZoneMark, { props: { zone } });
    expect(mark.find(`[data-pictogram="${zone.symbol}"]`).exists()).toBe(true);
    expect(mark.html()).toContain(zone.colour);
    expect(mark.text()).toBe(String(zone.zone));
    expect(mount(ZoneMark, { props: { zone, digit: false } }).text()).toBe('');
  });

  it('draws long rows of counters together', () => {
    expect(counterRuns([1, 2, 3, 4, 40, 41])).toEqual(['1–4', '40', '41']);
    expect(counterRuns([21])).toEqual(['21']);
    expect(counterRuns([3, 1, 3])).toEqual(['1', '3']);
    expect(counterRuns([])).toEqual([]);
  });
});

describe('people as figures', () => {
  it.each([
    [0, 0, false],
    [1, 1, false],
    [10, 10, false],
    [11, 10, true],
    [300, 10, true],
  ])('%s people are %s figures', (count, figures, crowd) => {
    const drawn = mount(PeopleFigures, { props: { count } });
    expect(drawn.findAll('[data-icon="user-filled"]')).toHaveLength(figures);
    expect(drawn.find('[data-icon="users-group"]').exists()).toBe(crowd);
    expect(drawn.attributes('aria-label')).toBe(String(count));
  });
});
