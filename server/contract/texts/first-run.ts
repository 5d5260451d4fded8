import { defineTexts } from './define.ts';

/** Words of the guide from the sample hall to one's own. */
export const firstRunTexts = defineTexts({
  lead: {
    zh: '按九步把示范大厅改成自己的大厅，约 15 分钟。可以随时离开，下次接着做。',
    en: 'Nine steps from the sample hall to your own, about 15 minutes. Leave at any time and go on later.',
  },
  progress: { zh: '已完成 {done} / {all} 步', en: '{done} of {all} steps done' },
  name: { zh: '名称与外观', en: 'Name and look' },
  counters: { zh: '功能区与窗口', en: 'Zones and counters' },
  services: { zh: '业务', en: 'Services' },
  staff: { zh: '工作人员', en: 'Staff' },
  posts: { zh: 'A/B 岗', en: 'A/B posts' },
  devices: { zh: '设备测试', en: 'Test the devices' },
  notices: { zh: '通知与备份', en: 'Notices and backups' },
  ticket: { zh: '取第一张测试号', en: 'A first test ticket' },
  open: { zh: '开厅', en: 'Open the hall' },
  stepDone: { zh: '（已完成）', en: '(done)' },
  next: { zh: '保存，下一步', en: 'Save and go on' },
  skip: { zh: '不用改，下一步', en: 'Nothing to change, go on' },
  finish: { zh: '完成', en: 'Finish' },
  finished: { zh: '九步都已完成，大厅可以使用了。', en: 'All nine steps are done; the hall is yours.' },

  nameLead: {
    zh: '先写县名和大厅名称；号票、屏幕和材料上都这样写。颜色可以以后再改。',
    en: 'County and name of the hall first: slips, screens and papers say so. Colours can wait.',
  },
  toLook: { zh: '去改颜色', en: 'To the colours' },
  countersLead: {
    zh: '现有 {count} 个窗口。写下你们的窗口号，再选一种做法。',
    en: 'There are {count} counters. Write the numbers of yours, then choose a way.',
  },
  alike: { zh: '全部改为综合窗口：每个窗口都办全部业务', en: 'All alike: each counter serves everything' },
  keepOnly: { zh: '只保留示范大厅里这些号的窗口', en: 'Keep these counters of the sample, drop the others' },
  apply: { zh: '按此调整', en: 'Do so' },
  none: { zh: '示范大厅没有这些号的窗口', en: 'The sample has none of these' },
  applied: {
    zh: '改好了：{counters} 个窗口，{services} 项业务，{zones} 个功能区。',
    en: 'Done: {counters} counters, {services} services, {zones} zones.',
  },
  toCounters: { zh: '逐个修改窗口', en: 'Change counters one by one' },
  toZones: { zh: '修改功能区', en: 'Change the zones' },
  servicesLead: {
    zh: '现有 {count} 项业务。去掉本地不办的，改成本地的叫法，做完回到这里。',
    en: 'There are {count} services. Remove what you do not handle, rename what you call otherwise, and come back.',
  },
  toServices: { zh: '去整理业务', en: 'To the services' },
  toItems: { zh: '去核对事项：时限、材料、收费', en: 'To the items: limits, materials, fees' },
  staffLead: {
    zh: '名单上有 {count} 人。把本单位的名单从表格里粘贴进来；示范人员可在没有岗位以后删除。',
    en: '{count} people are on the list. Paste your own list from a table; the sample people can go once they hold no post.',
  },
  toStaff: { zh: '去发口令、删除示范人员', en: 'Passwords, and removing the sample people' },
  postsLead: {
    zh: '给每个窗口定 A 岗和 B 岗。由一人提出，值班主任批准后生效。新增的窗口从下一个开厅日起可以定岗。',
    en: 'Name A and B for each counter. One proposes, the supervisor approves. New counters can be given posts from the next opening on.',
  },
  toPosts: { zh: '去定岗', en: 'To the posts' },
  devicesLead: {
    zh: '按实际接线改好打印机、条屏和音箱，重启服务后逐个测试。没有设备时保留“模拟”也能用。',
    en: 'Wire printer, LEDs and loudspeakers as they are, restart the server, test each. Without devices the fakes will do.',
  },
  toDevices: { zh: '去设置和测试设备', en: 'To the devices' },
  noticesLead: {
    zh: '政务公开栏上的示范通知换成本县的，现有 {count} 条；核对工作日历；把每天的备份放到另一块盘上。',
    en: 'Put the county’s own notices on the wall ({count} now), look over the working days, and have the daily backup on another disk.',
  },
  toNotices: { zh: '去写通知', en: 'To the notices' },
  toCalendar: { zh: '去核对工作日历', en: 'To the working days' },
  toBackups: { zh: '去设置备份', en: 'To the backups' },
  ticketLead: {
    zh: '取一张测试号，看号票是否打印、内容是否正确；用完请取消，以免留在队里。',
    en: 'Take a test ticket and look at the slip; then cancel it, so that it does not stay in the queue.',
  },
  take: { zh: '取测试号', en: 'Take a test ticket' },
  taken: {
    zh: '{number} 号已取，正在打印。请看号票。',
    en: 'Number {number} is taken and is being printed. Look at the slip.',
  },
  cancel: { zh: '取消 {number} 号', en: 'Cancel {number}' },
  cancelled: { zh: '{number} 号已取消', en: '{number} is cancelled' },
  openLead: {
    zh: '把这些地址在各终端上打开即可。增减的窗口、业务和规则从下一个开厅日起算，名称和外观已经生效。',
    en: 'Open these addresses on the terminals. Counters, services and rules count from the next opening; name and look count already.',
  },
  kiosk: { zh: '取号机', en: 'Kiosk' },
  board: { zh: '大厅屏', en: 'Hall board' },
  desk: { zh: '咨询台', en: 'Consultation desk' },
  terminal: { zh: '窗口', en: 'Counter' },
});
