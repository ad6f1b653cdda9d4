-- What operators decide about cycles: acts as a chain of hashes, declarations of default, cascades held for release.

-- an act may come before its cycle is begun; sha256 covers the row and the sha256 of the act before (fault 59); an act
-- from before this column has none of its own, the next one covers it
alter table operator_act alter column cycle_id drop not null;
alter table operator_act add column business_date date;
alter table operator_act add column cycle_no int;
alter table operator_act add column detail varchar(2000);
alter table operator_act add column sha256 varchar(64);

-- a member declared in default by decision; in force from that cycle of the date on, unless withdrawn before it ran
create table declared_default (
    business_date date        not null,
    cycle_no      int         not null,
    member_id     varchar(64) not null,
    act_no        bigint      not null,
    withdrawn_by  bigint,
    primary key (business_date, member_id, act_no)
);

-- the digest of the results that were shown while the cycle was held; the newest act when the cycle closed
alter table clearing_cycle add column held_digest varchar(64);
alter table clearing_cycle add column acts_sha256 varchar(64);
