-- A release is signed from the moment it is stored, so that jobs may load it while it waits for its approval. The
-- signature states that it waits; to decide it needs another. Otherwise the function is that of V3.

comment on column fraud.releases.signature is 'Ed25519 over what the release is and who answers for it; made by "harrier rules" when it is stored, and when it becomes SHADOW, CANARY or LIVE.';

create or replace function fraud.begin_release() returns trigger
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
    -- The same content under another version would otherwise switch on what one switched off.
    new.disabled_rules := array(
        select distinct id from unnest(new.disabled_rules || coalesce((
            select r.disabled_rules from fraud.releases r where r.content_hash = new.content_hash
            order by r.created_at desc, r.version desc limit 1), '{}')) id order by id);
    return new;
end
$$;
