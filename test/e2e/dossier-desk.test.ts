import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Caller, type RunningHall, startHall } from '../fixtures/running-hall.ts';
import { openBrowser, openScreen, type Screen, takePicture } from '../fixtures/screens.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const absent = '企业名称预先核准通知书';
let hall: RunningHall;
let browser: Browser;
let clerk: Screen;
let chief: Screen;
let archivist: Screen;
let city: Screen;
/** The dossier that is corrected, and the county's own example. */
let no = '';
let example = '';

async function signedIn(staff: string): Promise<Screen> {
  const screen = await openScreen(browser, `${hall.base}/counter-ui/dossier`, 1366, 768);
  await screen.page.fill('input[autocomplete="username"]', staff);
  await screen.page.fill('input[type="password"]', 'tingqian-demo');
  await screen.page.keyboard.press('Enter');
  await screen.page.waitForSelector('[data-dossier]');
  return screen;
}

const wang = { kind: 'person', name: '王小明', idNumber: '360702198001011234', phone: '13800001111' };
type Materials = { name: string }[];

/** A visitor is at a counter for an item; what the clerk then lodges has all papers but one. */
async function lodge(as: Caller, counter: number, item: string, lacks = ''): Promise<{ no: string; ticketId: string }> {
  await as.post(`/api/counters/${counter}/open`);
  const { id: ticketId } = (await as.post('/api/tickets', { service: item })).body;
  await as.post(`/api/counters/${counter}/call-next`);
  await as.post(`/api/counters/${counter}/start`);
  const { materials } = (await as.get(`/api/items/${item}`)).body as { materials: Materials };
  const handed = materials.filter(({ name }) => name !== lacks).map(({ name }) => ({ name, received: 'copy' }));
  const lodged = await as.post('/api/dossiers', { ticketId, item, applicant: wang, materials: handed });
  return { no: lodged.body.no, ticketId };
}

/** 企业名称预先核准 is decided on the spot at counter 1; its result lies in the shared archive from then on. */
async function approveName(): Promise<void> {
  const a01 = await new Caller(hall.base).signIn('a01');
  const { no: name } = await lodge(a01, 1, 'GS01');
  await a01.post(`/api/dossiers/${name}/accept`);
  const c01 = await new Caller(hall.base).signIn('c01');
  await c01.post(`/api/dossiers/${name}/grant`, { opinion: '准予' });
  await a01.post(`/api/dossiers/${name}/make-result`, { certificateNo: '(赣)名称预核〔2026〕1号' });
  await a01.post(`/api/dossiers/${name}/deliver`);
  await a01.post(`/api/dossiers/${name}/collect`, { collector: 'applicant', channel: 'counter' });
}

beforeAll(async () => {
  [hall, browser] = await Promise.all([startHall(), openBrowser()]);
  const a19 = await new Caller(hall.base).signIn('a19');
  await approveName();
  ({ no } = await lodge(a19, 19, 'DK03', absent));
  clerk = await signedIn('a19');
});
afterAll(async () => {
  await browser?.close();
  await hall?.stop();
  hall?.remove();
});

async function complaintsOfAxe(screen: Screen): Promise<string[]> {
  await screen.page.evaluate(axeSource);
  return screen.page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: unknown[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id} ${JSON.stringify(nodes).slice(0, 300)}`);
  });
}

/** Opens a step's sheet, fills it and sends it. */
async function step(screen: Screen, verb: string, fill: Record<string, string> = {}): Promise<void> {
  await screen.page.click(`[data-step="${verb}"]`);
  for (const [field, words] of Object.entries(fill))
    await screen.page.fill(`dialog [data-field="${field}"] :is(input, textarea)`, words);
  await screen.page.click('dialog [data-action="send"]');
  await screen.page.waitForSelector('dialog', { state: 'detached' });
}
const shows = (screen: Screen, status: string) =>
  screen.page.waitForSelector(`[data-role="status"]:text-is("${status}")`);
const statusOf = (screen: Screen) => screen.page.innerText('[data-role="status"]');

/** Every step of the example and every clock that ran in it. */
const wholeWay = [
  'DossierLodged',
  'ScanAttached',
  'PaperFetched',
  'ScanRemoved',
  'DossierAccepted',
  'DossierExamined',
  'DossierReviewed',
  'DossierSigned',
  'DossierForwarded',
  'ForwardedAnswered',
  'DossierGranted',
  'FeeAsked',
  'FeePaid',
  'ResultMade',
  'ResultDelivered',
  'ResultCollected',
  'DossierClosed',
  'DossierArchived',
];
const allClocks = ['acceptance', 'promise', 'legal', 'step-reply', 'superior', 'issue'];

describe('a dossier from intake to decision through the pages', () => {
  it('is found by / and its last digits, and opened by Enter', async () => {
    await takePicture(clerk, 'dossier-list');
    expect(await complaintsOfAxe(clerk)).toEqual([]);
    await clerk.page.keyboard.press('/');
    await clerk.page.keyboard.type(no.slice(-8));
    await clerk.page.waitForTimeout(500);
    await clerk.page.focus(`[data-dossier="${no}"]`);
    await clerk.page.keyboard.press('Enter');
    await clerk.page.waitForSelector('[data-role="no"]');
    expect(await clerk.page.innerText('[data-role="applicant"]')).toBe('王*明');
    await clerk.page.click('[data-action="show"]');
    await clerk.page.waitForSelector('[data-role="applicant"]:has-text("王小明")');
  });

  it('gets everything that is missing in one notice, and what was typed stays when it is refused', async () => {
    await clerk.page.click('[data-step="notify-correction"]');
    await clerk.page.click('dialog [data-action="send"]');
    expect(await clerk.page.locator('dialog .fault').count()).toBe(1);
    await clerk.page.check(`dialog [data-paper="${absent}"]`);
    await takePicture(clerk, 'dossier-correction');
    expect(await complaintsOfAxe(clerk)).toEqual([]);
    const other = await new Caller(hall.base).signIn('b19');
    await other.post(`/api/dossiers/${no}/precheck`, { opinion: '网上已看' });
    await clerk.page.click('dialog [data-action="send"]');
    await clerk.page.waitForSelector('dialog [data-role="trouble"]:has-text("b19")');
    expect(await clerk.page.isChecked(`dialog [data-paper="${absent}"]`)).toBe(true);
    await takePicture(clerk, 'dossier-stale');
    await clerk.page.click('dialog [data-action="send"]');
    await clerk.page.waitForSelector('dialog', { state: 'detached' });
    expect(await statusOf(clerk)).toBe('待补正');
    expect(await clerk.page.innerText('[data-role="claim"]')).toBe('您已认领');
  });

  it('a step of somebody else shows by itself on a page that stands open', async () => {
    const other = await new Caller(hall.base).signIn('a19');
    await other.post(`/api/dossiers/${no}/receive-correction`, {
      materials: [{ name: absent, received: 'original' }],
      complete: true,
    });
    await clerk.page.waitForSelector('[data-role="status"]:text-is("已补正")');
    await step(clerk, 'accept');
    expect(clerk.complaints).toEqual([]);
  });

  it('the county’s own example is taken in at the counter: the name notice comes from the shared archive', async () => {
    await clerk.page.goto(`${hall.base}/counter-ui/counter/19`);
    await clerk.page.click('[data-action="intake"]');
    await clerk.page.fill('[name="applicant-name"]', wang.name);
    await clerk.page.fill('[name="id-number"]', wang.idNumber);
    await clerk.page.fill('[name="phone"]', wang.phone);
    await clerk.page.click('[data-role="all-received"]');
    await clerk.page.click(`[role="radiogroup"][aria-label="${absent}"] [data-way="missing"]`);
    await clerk.page.click('[data-role="lodge"]');
    example = (await clerk.page.innerText('[data-role="dossier-no"]')).trim();
    const [clearPage, noPage] = [Buffer.from(onePixel, 'base64'), Buffer.from('<svg/>')];
    await clerk.page.setInputFiles('[data-scans-of="加工工艺及主要设备清单"] input', [
      { name: '清单.png', mimeType: 'image/png', buffer: clearPage },
      { name: '清单.pdf', mimeType: 'application/pdf', buffer: noPage },
    ]);
    await clerk.page.waitForSelector('[data-scans-of="加工工艺及主要设备清单"] [data-scan]');
    await clerk.page.waitForSelector(':text("不是 PDF、PNG 或 JPEG")');
    await takePicture(clerk, 'intake-scans');
    await clerk.page.goto(`${hall.base}/counter-ui/dossier/${example}`);
    await step(clerk, 'fetch-material');
    await clerk.page.waitForSelector('.pane:has-text("少交 1 份")');
    await clerk.page.click('[data-scan]');
    await clerk.page.waitForSelector('[data-role="scan-picture"]');
    await takePicture(clerk, 'dossier-scan');
    expect(await complaintsOfAxe(clerk)).toEqual([]);
    await clerk.page.fill('[data-field="remove-reason"]', '不清晰');
    await clerk.page.click('[data-action="remove-scan"]');
    await clerk.page.waitForSelector('[data-event="ScanRemoved"]:has-text("不清晰")');
    await clerk.page.waitForSelector('[data-scan]', { state: 'detached' });
  });

  it('is accepted, examined, signed, forwarded, granted above, paid, made, signed for and archived, page by page', async () => {
    [chief, archivist, city] = await Promise.all([signedIn('c19'), signedIn('archive1'), signedIn('city1')]);
    await Promise.all(
      [chief, archivist, city].map(({ page }) => page.goto(`${hall.base}/counter-ui/dossier/${example}`)),
    );
    await step(clerk, 'accept');
    await step(clerk, 'examine', { opinion: '初审合格' });
    expect(await clerk.page.locator('[data-step="review"]').count()).toBe(0);
    await step(chief, 'review', { opinion: '同意' });
    await step(chief, 'sign', { opinion: '同意上报' });
    await step(clerk, 'forward', { to: '市地矿局', limitDays: '6' });
    await step(city, 'answer-forwarded', { reasons: '准予', reference: '赣市矿〔2026〕7号' });
    await step(clerk, 'reply');
    await shows(clerk, '准予');
    await takePicture(clerk, 'dossier-decided');
    expect(await complaintsOfAxe(clerk)).toEqual([]);
    await step(clerk, 'ask-fee');
    await step(clerk, 'pay-fee', { receiptNo: '赣财票 0001' });
    await step(clerk, 'make-result', { certificateNo: '赣矿加001' });
    await step(clerk, 'deliver');
    await step(clerk, 'collect');
    await step(archivist, 'archive');
    await shows(clerk, '已归档');
  });

  it('its page tells one visit, every step, every clock and every paper', async () => {
    await takePicture(clerk, 'dossier-archived');
    expect(await clerk.page.innerText('[data-role="visits"]')).toBe('到场 1 次');
    const steps = await clerk.page
      .locator('[data-event]')
      .evaluateAll((lines) => lines.map((line) => line.getAttribute('data-event')));
    expect(steps.reverse().filter((type) => type !== 'DossierClaimed')).toEqual(wholeWay);
    expect(
      await clerk.page
        .locator('[data-clock]')
        .evaluateAll((lines) => lines.map((line) => line.getAttribute('data-clock'))),
    ).toEqual(allClocks);
    const a19 = await new Caller(hall.base).signIn('a19');
    const { papers } = (await a19.get(`/api/dossiers/${example}/papers`)).body as { papers: { kind: string }[] };
    expect(papers.map(({ kind }) => kind)).toEqual(['receipt', 'acceptance', 'grant', 'fee', 'delivery']);
    for (const screen of [clerk, chief, archivist, city]) expect(screen.complaints).toEqual([]);
  });

  it('an urging reaches the counter’s clerk as unread, is answered there and checked by the supervisor', async () => {
    const boss = await signedIn('super1');
    await boss.page.click(`[data-dossier="${no}"]`);
    await step(boss, 'urge', { reason: '请尽快制证' });
    await clerk.page.goto(`${hall.base}/counter-ui/dossier`);
    await clerk.page.click('[data-tab="notices"]');
    await takePicture(clerk, 'dossier-notices');
    expect(await complaintsOfAxe(clerk)).toEqual([]);
    await clerk.page.click('[data-notice="urged"]');
    await step(clerk, 'answer-urge', { text: '今天制证' });
    await step(boss, 'check-urge');
    expect(await boss.page.innerText('[data-urge="1"] .chip')).toBe('已结束');
    await takePicture(boss, 'dossier-urged');
    expect(boss.complaints).toEqual([]);
  });
});
