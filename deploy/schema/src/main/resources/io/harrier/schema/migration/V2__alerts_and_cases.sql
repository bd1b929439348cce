-- The projection of the topic alerts, and what analysts do with it.
-- No foreign keys between these tables: the alerting job writes them independently and in batches.

-- LOW < MEDIUM < HIGH < CRITICAL; null for anything else.
create function fraud.severity_rank(severity text) returns integer
    language sql immutable strict parallel safe
    return array_position(array['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'], severity);

comment on function fraud.severity_rank(text) is 'Orders severities: order by fraud.severity_rank(severity) desc.';

-- ---------------------------------------------------------------- alerts

create table fraud.alerts (
    alert_id         text        primary key,
    case_id          text        not null,
    transaction_id   text        not null,
    user_id          text        not null,
    kind             text        not null,
    rule_id          text        not null,
    release          text,
    severity         text        not null,
    score            integer     not null,
    reason           text,
    event_time       timestamptz not null,
    detected_at      timestamptz not null,
    transaction_ids  text[]      not null default '{}',
    evidence         jsonb       not null,
    suppressed       boolean     not null default false,
    source_partition integer,
    source_offset    bigint,
    stored_at        timestamptz not null default clock_timestamp(),
    constraint alerts_kind_check check (kind in ('RULE', 'PATTERN', 'SESSION')),
    constraint alerts_severity_check check (severity in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
    constraint alerts_score_check check (score between 0 and 100)
);

create index alerts_case_id_idx on fraud.alerts (case_id, event_time);
create index alerts_user_id_idx on fraud.alerts (user_id, event_time);
create index alerts_rule_id_idx on fraud.alerts (rule_id, event_time);
create index alerts_event_time_idx on fraud.alerts (event_time);

comment on table fraud.alerts is
    'Every alert committed to the topic alerts, once. Written by the alerting job; not meant to be edited.';
comment on column fraud.alerts.case_id is 'The case it belongs to.';
comment on column fraud.alerts.transaction_id is 'The transaction that completed the finding.';
comment on column fraud.alerts.transaction_ids is 'All transactions that took part, oldest first.';
comment on column fraud.alerts.kind is 'RULE: one transaction; PATTERN: a sequence; SESSION: a session that closed.';
comment on column fraud.alerts.release is 'name@version of the release that raised it.';
comment on column fraud.alerts.score is '0 to 100.';
comment on column fraud.alerts.event_time is 'When what it reports happened.';
comment on column fraud.alerts.detected_at is 'When the detection job found it.';
comment on column fraud.alerts.evidence is 'The values that decided it: features, risk score and version.';
comment on column fraud.alerts.suppressed is 'True when the same rule had alerted on the same user shortly before: it opened no case and notified nobody.';
comment on column fraud.alerts.source_partition is 'The partition of the topic alerts it was read from.';
comment on column fraud.alerts.source_offset is 'Its offset there.';
comment on column fraud.alerts.stored_at is 'When the row was written.';

-- ---------------------------------------------------------------- cases

create table fraud.cases (
    case_id          text        primary key,
    user_id          text        not null,
    status           text        not null default 'OPEN',
    disposition      text,
    severity         text        not null,
    score            integer     not null,
    alert_count      integer     not null,
    suppressed_count integer     not null default 0,
    first_alert_at   timestamptz not null,
    last_alert_at    timestamptz not null,
    assignee         text,
    notes            text,
    opened_at        timestamptz not null default clock_timestamp(),
    closed_at        timestamptz,
    updated_at       timestamptz not null default clock_timestamp(),
    revision         bigint      not null default 0,
    constraint cases_status_check check (status in ('OPEN', 'IN_REVIEW', 'CLOSED')),
    constraint cases_disposition_check check (disposition in ('FRAUD', 'LEGITIMATE', 'UNDECIDED')),
    constraint cases_severity_check check (severity in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
    constraint cases_score_check check (score between 0 and 100),
    constraint cases_alert_count_check check (alert_count >= 1),
    constraint cases_suppressed_count_check check (suppressed_count between 0 and alert_count),
    constraint cases_alert_times_check check (first_alert_at <= last_alert_at)
);

create index cases_user_id_idx on fraud.cases (user_id, last_alert_at);
create index cases_work_list_idx on fraud.cases (status, last_alert_at desc);
create index cases_assignee_idx on fraud.cases (assignee) where assignee is not null;

-- Keeps what analysts set in order, whether they use the command line or psql. The counts that the
-- alerting job writes leave the revision alone: they are no reason to refuse an analyst's change.
create function fraud.stamp_case() returns trigger language plpgsql as $$
begin
    new.updated_at := clock_timestamp();
    if (new.status, new.disposition, new.assignee, new.notes)
            is distinct from (old.status, old.disposition, old.assignee, old.notes) then
        new.revision := old.revision + 1;
    end if;
    if new.status = 'CLOSED' and old.status <> 'CLOSED' then
        new.closed_at := clock_timestamp();
    elsif new.status <> 'CLOSED' then
        new.closed_at := null;
    end if;
    return new;
end
$$;

create trigger cases_stamp before update on fraud.cases
    for each row execute function fraud.stamp_case();

comment on table fraud.cases is
    'One user''s alerts with no gap longer than the case gap. The alerting job writes severity, score, counts and alert times; status, disposition, assignee and notes belong to analysts.';
comment on column fraud.cases.status is 'OPEN, IN_REVIEW or CLOSED; set by analysts.';
comment on column fraud.cases.disposition is 'FRAUD, LEGITIMATE or UNDECIDED; set by the analyst who closes the case.';
comment on column fraud.cases.severity is 'The highest of its alerts.';
comment on column fraud.cases.score is 'The highest of its alerts, 0 to 100.';
comment on column fraud.cases.alert_count is 'All its alerts, suppressed ones included.';
comment on column fraud.cases.suppressed_count is 'How many of its alerts were suppressed.';
comment on column fraud.cases.first_alert_at is 'Event time of its earliest alert.';
comment on column fraud.cases.last_alert_at is 'Event time of its latest alert.';
comment on column fraud.cases.opened_at is 'When the row was written.';
comment on column fraud.cases.closed_at is 'When it was closed; kept by a trigger.';
comment on column fraud.cases.revision is 'Grows when status, disposition, assignee or notes change; kept by a trigger.';

-- ---------------------------------------------------------------- the history of a case

create table fraud.case_events (
    event_id text        primary key,
    case_id  text        not null,
    kind     text        not null,
    at       timestamptz not null default clock_timestamp(),
    actor    text        not null,
    alert_id text,
    detail   jsonb       not null default '{}',
    constraint case_events_kind_check check (kind in (
        'OPENED', 'SEVERITY_RAISED', 'ALERT_AFTER_CLOSE',
        'ASSIGNED', 'UNASSIGNED', 'CLOSED', 'REOPENED',
        'STATUS_CHANGED', 'DISPOSITION_CHANGED', 'NOTED'))
);

create index case_events_case_id_idx on fraud.case_events (case_id, at);

-- Records what analysts change, whichever program they use. A program that knows who is at work says so
-- in its transaction: select set_config('harrier.actor', 'ann', true). For others the database's user stands.
create function fraud.record_case_change() returns trigger language plpgsql as $$
declare
    who     text  := coalesce(nullif(current_setting('harrier.actor', true), ''), 'database:' || session_user);
    kinds   text[] := '{}';
    noted   boolean := new.notes is distinct from old.notes;
    what    jsonb := jsonb_strip_nulls(jsonb_build_object(
                        'status', new.status, 'disposition', new.disposition, 'assignee', new.assignee,
                        'note', case when noted then new.notes end));
    kind    text;
begin
    if new.status <> old.status and new.status = 'CLOSED' then
        kinds := kinds || 'CLOSED'::text;
    elsif new.status <> old.status and old.status = 'CLOSED' then
        kinds := kinds || 'REOPENED'::text;
    elsif new.disposition is distinct from old.disposition then
        kinds := kinds || 'DISPOSITION_CHANGED'::text;
    end if;
    if new.assignee is distinct from old.assignee then
        kinds := kinds || case when new.assignee is null then 'UNASSIGNED' else 'ASSIGNED' end;
    elsif new.status <> old.status and 'CLOSED' not in (new.status, old.status) then
        kinds := kinds || 'STATUS_CHANGED'::text;
    end if;
    if noted and kinds = '{}' then
        kinds := kinds || 'NOTED'::text;
    end if;
    foreach kind in array kinds loop
        insert into fraud.case_events (event_id, case_id, kind, actor, detail)
        values (gen_random_uuid()::text, new.case_id, kind, who, what);
    end loop;
    return null;
end
$$;

-- What the alerting job writes names none of these columns, and costs nothing here.
create trigger cases_record after update of status, disposition, assignee, notes on fraud.cases
    for each row
    when ((old.status, old.disposition, old.assignee, old.notes)
        is distinct from (new.status, new.disposition, new.assignee, new.notes))
    execute function fraud.record_case_change();

comment on table fraud.case_events is 'What happened to a case, by the alerting job and by analysts.';
comment on column fraud.case_events.event_id is 'Derived from case and alert for what the job records, so that a replay repeats it; random for what people do.';
comment on column fraud.case_events.at is 'When it was recorded.';
comment on column fraud.case_events.actor is 'Who did it; "harrier" is the alerting job, "database:" a user of the database who did not say more.';
comment on column fraud.case_events.detail is 'What it was about; for a change by an analyst, what stood in the case after it.';
comment on column fraud.case_events.alert_id is 'The alert that caused it, if one did.';
