-- Who and what is allowed, blocked or watched. Edited by people, and published as the risk scores are.

-- One sequence for all entries, as for the risk scores: a version never goes back.
create sequence fraud.entity_list_version as bigint cache 1;

create table fraud.entity_lists (
    list       text        not null,
    kind       text        not null,
    value      text        not null,
    reason     text,
    expires_at timestamptz,
    version    bigint      not null,
    added_by   text        not null,
    added_at   timestamptz not null,
    updated_at timestamptz not null,
    primary key (list, kind, value),
    constraint entity_lists_list_check check (list in ('ALLOW', 'BLOCK', 'WATCH')),
    constraint entity_lists_kind_check
        check (kind in ('USER', 'DEVICE', 'IP_PREFIX', 'MERCHANT', 'COUNTRY', 'COUNTERPARTY')),
    constraint entity_lists_value_check
        check (char_length(value) between 1 and case kind when 'USER' then 64 else 128 end
            and value !~ '[[:cntrl:]]'),
    -- ISO 3166-1 alpha-2: a transaction never comes from another country, so an entry would never count.
    constraint entity_lists_country_check check (kind <> 'COUNTRY' or value = any (string_to_array(
        'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY '
        'BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK '
        'FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR '
        'IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK '
        'ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM '
        'PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF '
        'TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW', ' '))),
    constraint entity_lists_reason_check check (char_length(reason) between 1 and 500),
    constraint entity_lists_expires_at_check check (isfinite(expires_at)),
    constraint entity_lists_added_by_check check (char_length(added_by) between 1 and 100)
);

-- One way to write a prefix: bits beyond its length are zero, an address alone is a prefix of all its bits, and an
-- IPv4 address mapped into IPv6 is an IPv4 address.
create function fraud.ip_prefix(written text) returns text language plpgsql immutable as $$
declare
    address inet;
begin
    begin
        address := written::inet;
    exception when invalid_text_representation then
        raise exception '"%" is no IP address or prefix', written
            using errcode = 'check_violation', hint = 'Write for example 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.';
    end;
    if family(address) = 6 and address <<= inet '::ffff:0:0/96' then
        address := (replace(host(address), '::ffff:', '') || '/' || masklen(address) - 96)::inet;
    end if;
    if masklen(address) < (case family(address) when 4 then 8 else 16 end) then
        raise exception 'the prefix % covers too much of the internet', written
            using errcode = 'check_violation', hint = 'A prefix has at least 8 bits of IPv4, or 16 of IPv6.';
    end if;
    return network(address)::text;
end
$$;

create function fraud.stamp_list_entry() returns trigger language plpgsql as $$
begin
    new.list := upper(btrim(new.list));
    new.kind := upper(btrim(new.kind));
    new.value := btrim(new.value);
    if new.kind = 'COUNTRY' then
        new.value := upper(new.value);
    elsif new.kind = 'IP_PREFIX' then
        new.value := fraud.ip_prefix(new.value);
    end if;
    new.version := nextval('fraud.entity_list_version');
    new.updated_at := clock_timestamp();
    if tg_op = 'INSERT' then
        new.added_at := new.updated_at;
    else
        new.added_at := old.added_at;
    end if;
    new.added_by := coalesce(
        new.added_by, nullif(current_setting('harrier.actor', true), ''), 'database:' || session_user);
    return new;
end
$$;

create trigger entity_lists_stamp before insert or update on fraud.entity_lists
    for each row execute function fraud.stamp_list_entry();

comment on table fraud.entity_lists is
    'Who and what is allowed, blocked or watched; rules ask for it with Listed(...). Insert, update and delete freely: a change takes effect on the next transaction, within about a second.';
comment on column fraud.entity_lists.list is 'ALLOW, BLOCK or WATCH. What follows from it, the rules say.';
comment on column fraud.entity_lists.kind is 'USER, DEVICE, IP_PREFIX, MERCHANT, COUNTRY or COUNTERPARTY.';
comment on column fraud.entity_lists.value is 'The id as transactions name it, an ISO 3166-1 alpha-2 code, or a prefix such as 203.0.113.0/24 or 2001:db8::/32; a trigger writes a prefix the one way it can be written.';
comment on column fraud.entity_lists.reason is 'Why, in words; shown to analysts.';
comment on column fraud.entity_lists.expires_at is 'The event time from which on the entry counts no more; null for never. The row stays until it is deleted.';
comment on column fraud.entity_lists.version is 'Assigned by a trigger at every change; never goes back. An alert quotes the version that decided it.';
comment on column fraud.entity_lists.added_by is 'Who added it; "database:" a user of the database who did not say more.';
comment on column fraud.entity_lists.added_at is 'Assigned by a trigger.';
comment on column fraud.entity_lists.updated_at is 'Assigned by a trigger at every change.';

-- The whole old row: a deletion can then be published with everything that is gone.
alter table fraud.entity_lists replica identity full;

alter publication harrier_reference add table fraud.entity_lists;
