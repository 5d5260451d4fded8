import type { AttendanceState } from '../attendance-report.ts';
import type { AwayReason } from '../post.ts';
import { defineTexts, type Text } from './define.ts';

/** The day sheet of sign-ins 考勤表. */
export const attendanceTexts = defineTexts({
  staff: { zh: '工号', en: 'Id' },
  name: { zh: '姓名', en: 'Name' },
  counter: { zh: 'A 岗窗口', en: 'Post (A)' },
  state: { zh: '考勤', en: 'Attendance' },
  in: { zh: '首次签到', en: 'First sign-in' },
  out: { zh: '最后签退', en: 'Last sign-out' },
  late: { zh: '迟到（分）', en: 'Late (min)' },
  early: { zh: '早退（分）', en: 'Early (min)' },
  leave: { zh: '请假与公务', en: 'Leave and duties' },
  away: { zh: '离岗', en: 'Away' },
  notSignedOut: { zh: '未签退', en: 'not signed out' },
  exceptions: { zh: '只看异常', en: 'Exceptions only' },
  morning: { zh: '上午', en: 'morning' },
  afternoon: { zh: '下午', en: 'afternoon' },
  count: {
    zh: '应到 {expected} 人次，迟到 {late}，早退 {early}，缺勤 {absent}',
    en: '{expected} expected, {late} late, {early} early, {absent} absent',
  },
});

export const attendanceStateTexts: Record<AttendanceState, Text> = {
  present: { zh: '正常', en: 'Present' },
  late: { zh: '迟到', en: 'Late' },
  early: { zh: '早退', en: 'Left early' },
  'late-early': { zh: '迟到、早退', en: 'Late and left early' },
  absent: { zh: '缺勤', en: 'Absent' },
  leave: { zh: '请假', en: 'On leave' },
  pending: { zh: '当日未完', en: 'Day not over' },
  free: { zh: '不考勤', en: 'Not required' },
};

export const awayReasonTexts: Record<AwayReason, Text> = {
  short: { zh: '短时离开', en: 'short exit' },
  meeting: { zh: '会议', en: 'meeting' },
  site: { zh: '现场踏勘', en: 'site inspection' },
  leave: { zh: '请假', en: 'leave' },
  rotation: { zh: '轮岗', en: 'rotation' },
};
