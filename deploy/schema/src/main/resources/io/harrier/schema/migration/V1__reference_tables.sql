-- What people and models edit, and what change data capture publishes to the topics reference.*.

-- ---------------------------------------------------------------- risk scores

-- One sequence for all users, so that a version never goes back: not even when a row is deleted and
-- inserted again. A cache above 1 would hand out versions of one row in the wrong order.
create sequence fraud.risk_score_version as bigint cache 1;

create table fraud.risk_scores (
    user_id    text             primary key,
    score      double precision not null,
    reason     text,
    version    bigint           not null,
    updated_at timestamptz      not null,
    -- '#' starts the keys of control records on the reference topics.
    constraint risk_scores_user_id_check check (char_length(user_id) between 1 and 64 and user_id not like '#%'),
    constraint risk_scores_score_check check (score between 0 and 1)
);

create function fraud.stamp_risk_score() returns trigger language plpgsql as $$
begin
    new.version := nextval('fraud.risk_score_version');
    new.updated_at := clock_timestamp();
    return new;
end
$$;

create trigger risk_scores_stamp before insert or update on fraud.risk_scores
    for each row execute function fraud.stamp_risk_score();

comment on table fraud.risk_scores is
    'What is known about a user before any transaction. Insert, update and delete freely: a change takes effect on the user''s next transaction, within about a second.';
comment on column fraud.risk_scores.user_id is 'The user, as transactions name them.';
comment on column fraud.risk_scores.score is '0 (no risk) to 1.';
comment on column fraud.risk_scores.reason is 'Why, in words; shown to analysts.';
comment on column fraud.risk_scores.version is 'Assigned by a trigger at every change; never goes back. An alert quotes the version that decided it.';
comment on column fraud.risk_scores.updated_at is 'Assigned by a trigger at every change.';

-- ---------------------------------------------------------------- releases

create table fraud.releases (
    release_id   text        primary key,
    name         text        not null,
    version      integer     not null,
    state        text        not null,
    active_from  timestamptz,
    content_hash text,
    bundle       bytea,
    sources      bytea,
    author       text,
    approver     text,
    description  text,
    created_at   timestamptz not null default clock_timestamp(),
    updated_at   timestamptz not null default clock_timestamp(),
    constraint releases_name_version_key unique (name, version),
    constraint releases_release_id_check check (release_id = name || '@' || version::text),
    constraint releases_name_check check (char_length(name) between 1 and 100 and name !~ '[@#[:space:]]'),
    constraint releases_version_check check (version >= 1),
    constraint releases_state_check
        check (state in ('DRAFT', 'VALIDATED', 'SHADOW', 'CANARY', 'LIVE', 'RETIRED')),
    constraint releases_content_hash_check check (content_hash ~ '^[0-9a-f]{64}$'),
    constraint releases_content_check
        check (state = 'DRAFT' or (bundle is not null and content_hash is not null)),
    constraint releases_active_from_check check (state <> 'LIVE' or active_from is not null)
);

create index releases_state_idx on fraud.releases (state, active_from);

-- A decision is explained by the release it quotes, so what a release contains must never change.
create function fraud.guard_release() returns trigger language plpgsql as $$
begin
    if new.release_id <> old.release_id then
        raise exception 'release % cannot be renamed to %: publish a new version', old.release_id, new.release_id;
    end if;
    if old.state <> 'DRAFT' and (
           new.content_hash is distinct from old.content_hash
        or new.bundle is distinct from old.bundle
        or new.sources is distinct from old.sources) then
        raise exception 'the content of release % cannot change once it is %: publish a new version',
            old.release_id, old.state;
    end if;
    new.updated_at := clock_timestamp();
    return new;
end
$$;

create trigger releases_guard before update on fraud.releases
    for each row execute function fraud.guard_release();

comment on table fraud.releases is
    'Releases of rules, patterns and features: what has been published, its state, its author and approver. Written by "harrier rules".';
comment on column fraud.releases.release_id is 'name@version; alerts and decisions quote it.';
comment on column fraud.releases.state is 'DRAFT, VALIDATED, SHADOW, CANARY, LIVE or RETIRED. Only LIVE decides transactions.';
comment on column fraud.releases.active_from is 'The event time from which a LIVE release decides.';
comment on column fraud.releases.content_hash is 'SHA-256 of the bundle, lower-case hex.';
comment on column fraud.releases.bundle is 'The compiled release, as the detection job loads it.';
comment on column fraud.releases.sources is 'The release''s folder as it was published, as an archive.';
comment on column fraud.releases.author is 'Who published it.';
comment on column fraud.releases.approver is 'Who let it decide.';

-- ---------------------------------------------------------------- change data capture

create table fraud.cdc_heartbeat (
    id      integer     primary key,
    beat_at timestamptz not null
);

comment on table fraud.cdc_heartbeat is
    'Written by change data capture at intervals, so that its replication slot advances, and WAL is freed, while nobody edits the reference tables.';

-- The whole old row: a deletion can then be published with everything that is gone.
alter table fraud.risk_scores replica identity full;
alter table fraud.releases replica identity full;
alter table fraud.cdc_heartbeat replica identity full;

create publication harrier_reference for table fraud.risk_scores, fraud.releases, fraud.cdc_heartbeat;
