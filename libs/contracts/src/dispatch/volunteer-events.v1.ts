export interface VolunteerWentOnV1 {
  readonly type: 'linli.dispatch.volunteer-went-on.v1';
  readonly volunteerId: string;
}
export interface VolunteerWentOffV1 {
  readonly type: 'linli.dispatch.volunteer-went-off.v1';
  readonly volunteerId: string;
}
