-- From a draft to a release that decides: who answers for it, which of its rules are switched off, and a
-- record of all that cannot be rewritten unnoticed. What must hold, holds here: for the command line, for a
-- console, and for whoever opens psql.

-- ---------------------------------------------------------------- the application's role

-- Whatever manages releases works as this role. A login of the application is made a member of it.
do $$
begin
    if not exists (select from pg_roles where rolname = 'harrier_app') then
        create role harrier_app nologin;
        if not (select rolsuper from pg_roles where rolname = current_user) then
            execute format('grant harrier_app to %I', current_user);
        end if;
    end if;
exception
    when duplicate_object or unique_violation then
        null; -- another database of this server was migrated at the same moment
    when insufficient_privilege then
        raise exception 'this migration needs the role harrier_app, and % may not create it', current_user
            using hint = format('As an administrator: create role harrier_app nologin; grant harrier_app to %I; then migrate again.', current_user);
end
$$;

grant usage on schema fraud to harrier_app;

-- Who is at work: a program that knows says so in its transaction, select set_config('harrier.actor', 'ann', true).
create function fraud.actor() returns text language sql stable as $$
    select coalesce(nullif(btrim(current_setting('harrier.actor', true)), ''), 'database:' || session_user)
$$;

-- Two names of one person, as far as letters can tell.
create function fraud.same_person(one text, other text) returns boolean language sql immutable as $$
    select lower(btrim(one)) = lower(btrim(other))
$$;

-- ---------------------------------------------------------------- audit

create table fraud.audit_log (
    seq           bigint      primary key,
    at            timestamptz not null,
    actor         text        not null,
    action        text        not null,
    release_id    text,
    content_hash  text,
    detail        jsonb       not null,
    previous_hash text        not null,
    hash          text        not null
);

create index audit_log_release_id_idx on fraud.audit_log (release_id, seq);

-- The end of the chain in a place of its own, so that a tail cut off is missed.
create table fraud.audit_head (
    id   boolean primary key default true check (id),
    seq  bigint  not null,
    hash text    not null
);

insert into fraud.audit_head (seq, hash) values (0, repeat('0', 64));

comment on table fraud.audit_log is
    'Who did what with releases, rules and approvals: a hash chain, written by triggers in the transaction of the change. Never changed; "harrier audit verify" checks it.';
comment on column fraud.audit_log.seq is 'From 1, without a gap.';
comment on column fraud.audit_log.actor is 'Who did it; "database:" and a user of the database for one who did not say more.';
comment on column fraud.audit_log.detail is 'What changed: for each property its value before and after.';
comment on column fraud.audit_log.previous_hash is 'The hash of the record before; 64 zeros in the first.';
comment on column fraud.audit_log.hash is 'SHA-256, lower-case hex, of the record''s canonical text in UTF-8: see fraud.audit_text.';
comment on table fraud.audit_head is 'Number and hash of the newest audit record. Noted elsewhere, the hash proves later that nothing before it was rewritten.';

-- Length in bytes, a colon, the value, a comma; "-," where there is none. So no two records share a text.
create function fraud.audit_field(value text) returns text language sql immutable as $$
    select case when value is null then '-,' else octet_length(convert_to(value, 'UTF8')) || ':' || value || ',' end
$$;

create function fraud.audit_text(entry fraud.audit_log) returns text language sql stable as $$
    select 'harrier-audit-1,'
        || fraud.audit_field(entry.seq::text)
        || fraud.audit_field(trunc(extract(epoch from entry.at) * 1000000)::bigint::text)
        || fraud.audit_field(entry.actor)
        || fraud.audit_field(entry.action)
        || fraud.audit_field(entry.release_id)
        || fraud.audit_field(entry.content_hash)
        || fraud.audit_field(entry.detail::text)
        || fraud.audit_field(entry.previous_hash)
$$;

comment on function fraud.audit_text(fraud.audit_log) is
    'The canonical text of a record: "harrier-audit-1," and as fields seq, microseconds since the epoch, actor, action, release_id, content_hash, detail as jsonb prints it, previous_hash.';

-- The head's row is locked until the transaction ends: records are numbered in the order of their commits.
create function fraud.append_audit(action text, release_id text, content_hash text, detail jsonb) returns void
    language plpgsql security definer set search_path = fraud, pg_temp as $$
declare
    head   fraud.audit_head;
    entry fraud.audit_log;
begin
    select * into strict head from fraud.audit_head for update;
    entry.seq := head.seq + 1;
    entry.at := clock_timestamp();
    entry.actor := fraud.actor();
    entry.action := action;
    entry.release_id := release_id;
    entry.content_hash := content_hash;
    entry.detail := coalesce(detail, '{}');
    entry.previous_hash := head.hash;
    entry.hash := encode(sha256(convert_to(fraud.audit_text(entry), 'UTF8')), 'hex');
    insert into fraud.audit_log select entry.*;
    update fraud.audit_head set seq = entry.seq, hash = entry.hash;
end
$$;

revoke execute on function fraud.append_audit(text, text, text, jsonb) from public;

create function fraud.refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception '% is a record of what happened: nothing in it is changed or removed', tg_table_schema || '.' || tg_table_name;
end
$$;

create trigger audit_log_keep before update or delete on fraud.audit_log
    for each row execute function fraud.refuse_rewriting();
create trigger audit_log_keep_all before truncate on fraud.audit_log
    for each statement execute function fraud.refuse_rewriting();

grant select on fraud.audit_log, fraud.audit_head to harrier_app;

-- ---------------------------------------------------------------- approval

create table fraud.approval_policy (
    id                 boolean primary key default true check (id),
    automatic_approver text    check (btrim(automatic_approver) <> ''),
    set_by             text,
    set_at             timestamptz
);

insert into fraud.approval_policy (automatic_approver) values (null);

comment on table fraud.approval_policy is
    'Whether releases need the eyes of a second person. One row; without it they do.';
comment on column fraud.approval_policy.automatic_approver is
    'The identity that approves whatever is published on a platform for trial; null: four eyes.';
comment on column fraud.approval_policy.set_by is 'Who chose; null as long as nobody has.';

create function fraud.record_policy() returns trigger
    language plpgsql security definer set search_path = fraud, pg_temp as $$
begin
    if tg_op = 'UPDATE' then
        new.set_by := fraud.actor();
        new.set_at := clock_timestamp();
        perform fraud.append_audit('POLICY', null, null, jsonb_build_object(
            'automaticApprover', jsonb_build_array(old.automatic_approver, new.automatic_approver)));
        return new;
    end if;
    perform fraud.append_audit('POLICY', null, null, jsonb_build_object(
        'automaticApprover', jsonb_build_array(case tg_op when 'DELETE' then old.automatic_approver end,
                                               case tg_op when 'INSERT' then new.automatic_approver end)));
    return case tg_op when 'DELETE' then old else new end;
end
$$;

create trigger approval_policy_record before insert or update or delete on fraud.approval_policy
    for each row execute function fraud.record_policy();

create table fraud.approvals (
    approval_id  bigint      generated always as identity primary key,
    release_id   text        not null,
    content_hash text        not null,
    approver     text        not null default fraud.actor(),
    automatic    boolean     not null default false,
    comment      text,
    at           timestamptz not null default clock_timestamp(),
    constraint approvals_key unique (release_id, content_hash, approver),
    constraint approvals_approver_check check (btrim(approver) <> '')
);

create index approvals_content_hash_idx on fraud.approvals (content_hash);

comment on table fraud.approvals is
    'Who has approved what. Bound to the content: an edit voids it, and content that was approved once may decide again.';
comment on column fraud.approvals.content_hash is 'SHA-256 of the bundle that was approved.';
comment on column fraud.approvals.automatic is 'True where the platform approved by itself; void once the policy asks for four eyes.';

-- Who has approved this content other than its author: a person before the automatic approver; null if nobody.
create function fraud.approver_of(content_hash text, author text) returns text language sql stable as $$
    select a.approver
    from fraud.approvals a
    where a.content_hash = $1
      and not fraud.same_person(a.approver, $2)
      and (not a.automatic or exists (select from fraud.approval_policy where automatic_approver is not null))
    order by a.automatic, a.approval_id
    limit 1
$$;

create function fraud.check_approval() returns trigger
    language plpgsql security definer set search_path = fraud, pg_temp as $$
declare
    approved fraud.releases;
    robot    text := (select automatic_approver from fraud.approval_policy);
begin
    select * into approved from fraud.releases r where r.release_id = new.release_id;
    if not found then
        raise exception 'there is no release % to approve', new.release_id;
    end if;
    if approved.content_hash is distinct from new.content_hash then
        raise exception 'release % has not the content % that was looked at: look at it again, then approve it',
            new.release_id, new.content_hash;
    end if;
    if approved.author is null then
        raise exception 'release % has no author, so nobody can be told from its author: publish it again', new.release_id;
    end if;
    if fraud.same_person(new.approver, approved.author) then
        raise exception 'release % was made by %, who cannot approve it: somebody else does, with ./harrier rules approve % --as NAME',
            new.release_id, approved.author, new.release_id;
    end if;
    if new.automatic and new.approver is distinct from robot then
        raise exception 'this platform has no automatic approver %: release % needs the approval of a person',
            new.approver, new.release_id;
    end if;
    if not new.automatic and fraud.same_person(new.approver, robot) then
        raise exception '% is the automatic approver of this platform, not a person', new.approver;
    end if;
    if not new.automatic and not fraud.same_person(new.approver, fraud.actor()) then
        raise exception '% is at work and cannot approve release % in the name of %', fraud.actor(), new.release_id, new.approver;
    end if;
    new.at := clock_timestamp();
    return new;
end
$$;

create trigger approvals_check before insert on fraud.approvals
    for each row execute function fraud.check_approval();
create trigger approvals_keep before update or delete on fraud.approvals
    for each row execute function fraud.refuse_rewriting();
create trigger approvals_keep_all before truncate on fraud.approvals
    for each statement execute function fraud.refuse_rewriting();

create function fraud.record_approval() returns trigger
    language plpgsql security definer set search_path = fraud, pg_temp as $$
begin
    perform fraud.append_audit('APPROVED', new.release_id, new.content_hash, jsonb_strip_nulls(jsonb_build_object(
        'approver', new.approver, 'automatic', new.automatic, 'comment', new.comment)));
    return null;
end
$$;

create trigger approvals_record after insert on fraud.approvals
    for each row execute function fraud.record_approval();

grant select on fraud.approval_policy to harrier_app;
grant select, insert on fraud.approvals to harrier_app;

-- ---------------------------------------------------------------- releases

alter table fraud.releases
    add column canary_percent integer not null default 0,
    add column disabled_rules text[]  not null default '{}',
    add column signature      bytea,
    add constraint releases_canary_percent_check
        check (case when state = 'CANARY' then canary_percent between 1 and 100 else canary_percent = 0 end),
    add constraint releases_schedule_check check (state not in ('SHADOW', 'CANARY') or active_from is not null);

create unique index releases_one_shadow on fraud.releases (state) where state = 'SHADOW';
create unique index releases_one_canary on fraud.releases (state) where state = 'CANARY';

comment on column fraud.releases.author is 'Who made it: who stored it or, while it is a draft, edited it last.';
comment on column fraud.releases.approver is 'Who approved what decides; set by a trigger from fraud.approvals when it becomes CANARY or LIVE.';
comment on column fraud.releases.active_from is 'The event time from which a LIVE or CANARY release decides, and a SHADOW is compared.';
comment on column fraud.releases.state is 'DRAFT, VALIDATED, SHADOW, CANARY, LIVE or RETIRED. LIVE decides, CANARY for a share of users; SHADOW is evaluated beside.';
comment on column fraud.releases.canary_percent is 'Of how many users in a hundred a CANARY decides; 0 in every other state.';
comment on column fraud.releases.disabled_rules is 'The ids of rules that are switched off. Anyone adds to it; removing takes two, through fraud.rule_switches.';
comment on column fraud.releases.signature is 'Ed25519 over what the release is and who answers for it; made by "harrier rules" when it becomes SHADOW, CANARY or LIVE.';

create table fraud.rule_switches (
    switch_id      bigint      generated always as identity primary key,
    release_id     text        not null,
    rule_id        text        not null,
    action         text        not null,
    actor          text        not null default fraud.actor(),
    reason         text,
    at             timestamptz not null default clock_timestamp(),
    transaction_id xid8        not null default pg_current_xact_id(),
    constraint rule_switches_action_check check (action in ('DISABLED', 'ENABLE_REQUESTED', 'ENABLED')),
    constraint rule_switches_actor_check check (btrim(actor) <> '')
);

create index rule_switches_rule_idx on fraud.rule_switches (release_id, rule_id, switch_id);

comment on table fraud.rule_switches is
    'Single rules switched off, and on again. An insert takes effect at once: anyone may switch a rule off; to switch it on, one asks and another agrees.';
comment on column fraud.rule_switches.action is 'DISABLED, ENABLE_REQUESTED or ENABLED.';
comment on column fraud.rule_switches.transaction_id is 'The transaction that wrote it.';

create function fraud.check_rule_switch() returns trigger
    language plpgsql security definer set search_path = fraud, pg_temp as $$
declare
    switched fraud.releases;
    last     fraud.rule_switches;
begin
    if not fraud.same_person(new.actor, fraud.actor()) then
        raise exception '% is at work and cannot switch rule % in the name of %', fraud.actor(), new.rule_id, new.actor;
    end if;
    new.at := clock_timestamp();
    new.transaction_id := pg_current_xact_id();
    select * into switched from fraud.releases r where r.release_id = new.release_id for update;
    if not found then
        raise exception 'there is no release %', new.release_id;
    end if;
    if switched.state = 'RETIRED' then
        raise exception 'release % is RETIRED: it decides nothing any more', new.release_id;
    end if;
    if new.action = 'DISABLED' then
        if new.rule_id = any (switched.disabled_rules) then
            raise exception 'rule % of release % is switched off already', new.rule_id, new.release_id;
        end if;
        return new;
    end if;
    if new.rule_id <> all (switched.disabled_rules) then
        raise exception 'rule % of release % is not switched off', new.rule_id, new.release_id;
    end if;
    if new.action = 'ENABLED' then
        select * into last from fraud.rule_switches s
            where s.release_id = new.release_id and s.rule_id = new.rule_id order by s.switch_id desc limit 1;
        if last.action is distinct from 'ENABLE_REQUESTED' then
            raise exception 'nobody has asked to switch rule % of release % on: ./harrier rules enable % % asks',
                new.rule_id, new.release_id, new.release_id, new.rule_id;
        end if;
        if fraud.same_person(last.actor, new.actor) then
            raise exception 'rule % of release % cannot be switched on by % alone, who asked for it: somebody else agrees, with ./harrier rules approve % --rule % --as NAME',
                new.rule_id, new.release_id, new.actor, new.release_id, new.rule_id;
        end if;
    end if;
    return new;
end
$$;

create trigger rule_switches_check before insert on fraud.rule_switches
    for each row execute function fraud.check_rule_switch();

create function fraud.apply_rule_switch() returns trigger
    language plpgsql security definer set search_path = fraud, pg_temp as $$
declare
    content text := (select r.content_hash from fraud.releases r where r.release_id = new.release_id);
begin
    perform fraud.append_audit(
        case new.action
            when 'DISABLED' then 'RULE_DISABLED'
            when 'ENABLED' then 'RULE_ENABLED'
            else 'RULE_ENABLE_REQUESTED' end,
        new.release_id, content,
        jsonb_strip_nulls(jsonb_build_object('rule', new.rule_id, 'by', new.actor, 'reason', new.reason)));
    if new.action = 'DISABLED' then
        update fraud.releases r
            set disabled_rules = (select array_agg(id order by id) from unnest(r.disabled_rules || new.rule_id) id)
            where r.release_id = new.release_id;
    elsif new.action = 'ENABLED' then
        update fraud.releases r set disabled_rules = array_remove(r.disabled_rules, new.rule_id)
            where r.release_id = new.release_id;
    end if;
    return null;
end
$$;

create trigger rule_switches_apply after insert on fraud.rule_switches
    for each row execute function fraud.apply_rule_switch();
create trigger rule_switches_keep before update or delete on fraud.rule_switches
    for each row execute function fraud.refuse_rewriting();
create trigger rule_switches_keep_all before truncate on fraud.rule_switches
    for each statement execute function fraud.refuse_rewriting();

grant select, insert on fraud.rule_switches to harrier_app;

-- The diagram of io.harrier.model.ReleaseState.
create function fraud.may_become(state text, next text) returns boolean language sql immutable as $$
    select case state
        when 'DRAFT' then next = 'VALIDATED'
        when 'VALIDATED' then next in ('SHADOW', 'CANARY', 'LIVE', 'RETIRED')
        when 'SHADOW' then next in ('CANARY', 'LIVE', 'RETIRED')
        when 'CANARY' then next in ('LIVE', 'RETIRED')
        when 'LIVE' then next = 'RETIRED'
        else false
    end
$$;

create function fraud.begin_release() returns trigger
    language plpgsql security definer set search_path = fraud, pg_temp as $$
begin
    if new.state not in ('DRAFT', 'VALIDATED') then
        raise exception 'release % cannot begin as %: it is stored as DRAFT or VALIDATED and goes on from there',
            new.release_id, new.state;
    end if;
    new.author := coalesce(new.author, fraud.actor());
    -- What rolls back keeps the author of its content.
    if not fraud.same_person(new.author, fraud.actor()) and not exists (
        select from fraud.releases r where r.content_hash = new.content_hash and r.author = new.author) then
        raise exception '% is at work and cannot store release % in the name of %', fraud.actor(), new.release_id, new.author;
    end if;
    new.approver := null;
    new.signature := null;
    -- The same content under another version would otherwise switch on what one switched off.
    new.disabled_rules := array(
        select distinct id from unnest(new.disabled_rules || coalesce((
            select r.disabled_rules from fraud.releases r where r.content_hash = new.content_hash
            order by r.created_at desc, r.version desc limit 1), '{}')) id order by id);
    return new;
end
$$;

create trigger releases_begin before insert on fraud.releases
    for each row execute function fraud.begin_release();

-- A decision is explained by the release it quotes, so what a release contains must never change; and nothing
-- decides that only its author has seen.
create or replace function fraud.guard_release() returns trigger
    language plpgsql security definer set search_path = fraud, pg_temp as $$
declare
    edited  boolean := new.content_hash is distinct from old.content_hash
                    or new.bundle is distinct from old.bundle
                    or new.sources is distinct from old.sources;
    rule    text;
begin
    if new.release_id <> old.release_id then
        raise exception 'release % cannot be renamed to %: publish a new version', old.release_id, new.release_id;
    end if;
    if edited and old.state <> 'DRAFT' then
        raise exception 'the content of release % cannot change once it is %: publish a new version',
            old.release_id, old.state;
    end if;
    if edited then
        new.author := fraud.actor();
    elsif new.author is distinct from old.author then
        raise exception 'the author of release % is who stored or last edited it: %', old.release_id, old.author;
    end if;

    if new.state <> old.state and not fraud.may_become(old.state, new.state) then
        raise exception 'release % is % and cannot become %', old.release_id, old.state, new.state;
    end if;
    if old.state = 'LIVE' and new.active_from is distinct from old.active_from then
        raise exception 'release % decides from % on, and what it has decided stays: publish a new version',
            old.release_id, old.active_from;
    end if;
    if new.state <> 'CANARY' then
        new.canary_percent := 0;
    end if;
    if new.state <> old.state and new.state in ('CANARY', 'LIVE') then
        new.approver := fraud.approver_of(new.content_hash, new.author);
        if new.approver is null then
            raise exception 'release % cannot become %: nobody but its author % has seen its content. Somebody else approves it, with ./harrier rules approve % --as NAME',
                new.release_id, new.state, coalesce(new.author, '(none)'), new.release_id;
        end if;
    elsif new.approver is distinct from old.approver then
        raise exception 'the approver of release % comes from fraud.approvals: insert the approval there', new.release_id;
    end if;

    foreach rule in array old.disabled_rules loop
        if rule <> all (new.disabled_rules) and not exists (
            select from fraud.rule_switches s
            where s.release_id = new.release_id and s.rule_id = rule and s.action = 'ENABLED'
              and s.transaction_id = pg_current_xact_id()) then
            raise exception 'rule % of release % is switched on by two people: ./harrier rules enable % % asks, another approves',
                rule, new.release_id, new.release_id, rule;
        end if;
    end loop;
    new.updated_at := clock_timestamp();
    return new;
end
$$;

-- What of a release is worth a record.
create function fraud.release_facts(release fraud.releases) returns jsonb language sql stable as $$
    select jsonb_build_object(
        'state', release.state,
        'activeFrom', release.active_from at time zone 'UTC',
        'canaryPercent', release.canary_percent,
        'disabledRules', to_jsonb(release.disabled_rules),
        'author', release.author,
        'approver', release.approver,
        'description', release.description,
        'contentHash', release.content_hash,
        'sourcesHash', encode(sha256(release.sources), 'hex'),
        'signature', encode(release.signature, 'hex'))
$$;

create function fraud.record_release() returns trigger
    language plpgsql security definer set search_path = fraud, pg_temp as $$
declare
    before  jsonb;
    after   jsonb;
    changes jsonb;
begin
    if tg_op = 'INSERT' then
        perform fraud.append_audit('STORED', new.release_id, new.content_hash,
            jsonb_strip_nulls(fraud.release_facts(new) - 'contentHash' - 'canaryPercent'));
        return null;
    elsif tg_op = 'DELETE' then
        perform fraud.append_audit('DELETED', old.release_id, old.content_hash,
            jsonb_strip_nulls(fraud.release_facts(old) - 'contentHash'));
        return null;
    end if;
    before := fraud.release_facts(old);
    after := fraud.release_facts(new);
    if pg_trigger_depth() > 1 then
        after := jsonb_set(after, '{disabledRules}', before -> 'disabledRules'); -- its switch is recorded
    end if;
    select jsonb_object_agg(key, jsonb_build_array(before -> key, value)) into changes
        from jsonb_each(after) where value is distinct from before -> key;
    if changes is not null then
        perform fraud.append_audit(
            case
                when changes ? 'state' then new.state
                when changes ?| array['contentHash', 'sourcesHash'] then 'EDITED'
                when changes ? 'disabledRules' then 'RULES_SWITCHED'
                when changes ? 'canaryPercent' then 'CANARY'
                else 'CHANGED'
            end,
            new.release_id, new.content_hash, changes);
    end if;
    return null;
end
$$;

create trigger releases_record after insert or update or delete on fraud.releases
    for each row execute function fraud.record_release();

create function fraud.record_truncation() returns trigger
    language plpgsql security definer set search_path = fraud, pg_temp as $$
begin
    perform fraud.append_audit('TRUNCATED', null, null,
        jsonb_build_object('releases', (select coalesce(jsonb_agg(r.release_id order by r.release_id), '[]') from fraud.releases r)));
    return null;
end
$$;

create trigger releases_record_truncation before truncate on fraud.releases
    for each statement execute function fraud.record_truncation();

-- Not the disabled rules: those go through fraud.rule_switches.
grant select, insert on fraud.releases to harrier_app;
grant update (state, active_from, canary_percent, signature, description, content_hash, bundle, sources)
    on fraud.releases to harrier_app;
