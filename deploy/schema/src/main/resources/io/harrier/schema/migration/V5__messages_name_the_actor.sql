-- What people are told to do, in the words of the command line: who does it is --actor. Otherwise the functions
-- are those of V3.

create or replace function fraud.check_approval() returns trigger
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
        raise exception 'release % was made by %, who cannot approve it: somebody else does, with ./harrier rules approve % --actor NAME',
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

create or replace function fraud.check_rule_switch() returns trigger
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
            raise exception 'rule % of release % cannot be switched on by % alone, who asked for it: somebody else agrees, with ./harrier rules approve % --rule % --actor NAME',
                new.rule_id, new.release_id, new.actor, new.release_id, new.rule_id;
        end if;
    end if;
    return new;
end
$$;

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
            raise exception 'release % cannot become %: nobody but its author % has seen its content. Somebody else approves it, with ./harrier rules approve % --actor NAME',
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
