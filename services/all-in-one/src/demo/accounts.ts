import type { Grant } from '@linli/nest-kit';

export const DEMO_PASSWORD = 'linli-demo';
export const NEIGHBOURHOOD = '990101001001';
export const SECOND = '990101001002';
export const THIRD = '990101002001';
/** 99 is no province: nobody lives there. */
const DISTRICT = '990101';
const SUB_DISTRICT = '990101001';

export interface DemoAccount {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly Grant[];
  /** Which of the volunteers it is. */
  readonly volunteer?: number;
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { account: 'clerk', name: '周敏', roles: [{ role: 'clerk', area: NEIGHBOURHOOD }] },
  { account: 'clerk2', name: '邓洁', roles: [{ role: 'clerk', area: SECOND }] },
  { account: 'caller', name: '何静', roles: [{ role: 'caller', area: NEIGHBOURHOOD }] },
  { account: 'dispatcher', name: '郑伟', roles: [{ role: 'dispatcher', area: NEIGHBOURHOOD }] },
  { account: 'runner', name: '小李', roles: [{ role: 'runner', area: NEIGHBOURHOOD }], volunteer: 0 },
  { account: 'runner2', name: '小王', roles: [{ role: 'runner', area: NEIGHBOURHOOD }], volunteer: 1 },
  { account: 'captain', name: '陈队', roles: [{ role: 'captain', area: NEIGHBOURHOOD }], volunteer: 2 },
  { account: 'approver', name: '刘书记', roles: [{ role: 'approver', area: NEIGHBOURHOOD }] },
  { account: 'official', name: '街道督导', roles: [{ role: 'official', area: SUB_DISTRICT }] },
  { account: 'administrator', name: '管理员', roles: [{ role: 'administrator', area: DISTRICT }] },
  { account: 'auditor', name: '审计', roles: [{ role: 'auditor', area: NEIGHBOURHOOD }] },
];
