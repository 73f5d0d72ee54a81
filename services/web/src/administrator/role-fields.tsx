import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadPages } from '../api/client';
import { PAGES } from '../api/pages';
import type { Role } from '../api/session';
import { SelectField } from '../ui/fields';
import type { Lacks } from '../ui/form';
import { TextField } from '../ui/plain';
import styles from './administrator.module.css';
import { useAreas } from './use-areas';

export const ROLES: readonly Role[] = [
  'clerk',
  'caller',
  'dispatcher',
  'runner',
  'captain',
  'approver',
  'official',
  'administrator',
  'auditor',
];
/** Work with residents is done in one community; the others may stand for an area above. */
const IN_ONE_COMMUNITY: readonly Role[] = ['clerk', 'caller', 'dispatcher', 'runner', 'captain'];
const COMMUNITY_DIGITS = 12;

export interface RoleDraft {
  readonly role: Role | '';
  readonly area: string;
  readonly until: string;
  /** Which volunteer a runner or a captain is. */
  readonly volunteerId: string;
}
export const NO_ROLE: RoleDraft = { role: '', area: '', until: '', volunteerId: '' };

/** What is sent of a draft; nothing while it is not whole. */
export const roleOf = ({ role, area, until }: RoleDraft) =>
  role === '' || area === '' ? undefined : { role, area, ...(until !== '' && { until }) };

const IS_VOLUNTEER: readonly Role[] = ['runner', 'captain'];
/** A volunteer's account without its volunteer would never be sent out. */
export const lacksVolunteer = ({ role, volunteerId }: RoleDraft): boolean =>
  role !== '' && IS_VOLUNTEER.includes(role) && volunteerId === '';
/** What is sent beside the role. */
export const volunteerOf = ({ role, volunteerId }: RoleDraft) =>
  role !== '' && IS_VOLUNTEER.includes(role) && volunteerId !== '' ? { volunteerId } : {};

/** Which role, where, and until when. */
export const RoleFields = ({ draft, lacks, onChange }: { draft: RoleDraft; lacks: Lacks; onChange: (draft: RoleDraft) => void }) => {
  const { t } = useTranslation('administrator');
  const { t: common } = useTranslation();
  const { choices } = useAreas();
  const isOfOne = draft.role !== '' && IN_ONE_COMMUNITY.includes(draft.role);
  const fitting = choices.filter(({ value }) => value !== '' && (!isOfOne || value.length === COMMUNITY_DIGITS));
  const area = fitting.some(({ value }) => value === draft.area) ? draft.area : '';
  return (
    <div className={styles.fields}>
      <SelectField
        label={t('accounts.role')}
        blank={t('accounts.choose')}
        choices={ROLES.map((value) => ({ value, label: common(`role.${value}`) }))}
        value={draft.role}
        error={lacks(draft.role === '', t('accounts.role'))}
        onChange={({ target }) => {
          const role = target.value as Role | '';
          const keeps = role === '' || !IN_ONE_COMMUNITY.includes(role) || draft.area.length === COMMUNITY_DIGITS;
          onChange({ ...draft, role, area: keeps ? draft.area : '' });
        }}
      />
      <SelectField
        label={t('accounts.area')}
        blank={t('accounts.choose')}
        choices={fitting}
        value={area}
        error={lacks(area === '', t('accounts.area'))}
        onChange={({ target }) => onChange({ ...draft, area: target.value })}
      />
      {draft.role !== '' && IS_VOLUNTEER.includes(draft.role) && area !== '' && (
        <VolunteerField area={area} draft={draft} lacks={lacks} onChange={onChange} />
      )}
      <TextField
        label={t('accounts.until')}
        type="date"
        value={draft.until}
        onChange={({ target }) => onChange({ ...draft, until: target.value })}
      />
    </div>
  );
};

const VolunteerField = ({
  area,
  draft,
  lacks,
  onChange,
}: {
  area: string;
  draft: RoleDraft;
  lacks: Lacks;
  onChange: (draft: RoleDraft) => void;
}) => {
  const { t } = useTranslation('administrator');
  const volunteers = useReadPages('get', '/api/dispatch/volunteers', { params: { query: { area, limit: 200 } } }, PAGES);
  const { hasNextPage, isFetching, fetchNextPage } = volunteers;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const known = volunteers.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <SelectField
      label={t('accounts.volunteer')}
      blank={t(volunteers.data && known.length === 0 ? 'accounts.volunteers-none' : 'accounts.choose')}
      choices={known.map(({ id, name }) => ({ value: id, label: name }))}
      value={draft.volunteerId}
      error={lacks(lacksVolunteer(draft), t('accounts.volunteer'))}
      onChange={({ target }) => onChange({ ...draft, volunteerId: target.value })}
    />
  );
};
