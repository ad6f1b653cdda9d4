-- What the day is put under, how a fund sizing depends on the house's terms, and what size treasury approved. Amounts are
-- base minor units.

-- digest of the scenario set, as its file has it; empty for runs before the column
alter table sizing_run add column scenario_sha256 varchar(64) default '' not null;

-- the size it recommends and the fund as it was, once its conclusions are drawn
alter table sizing_run add column recommended bigint;
alter table sizing_run add column insurance_fund bigint;

-- what a scenario would cost in the house varied; one that comes out as in the house as it is has no row
create table sizing_variation (
    sizing_id     bigint         not null,
    scenario_no   int            not null,
    parameter     varchar(32)    not null,
    amount        numeric(12, 4) not null,
    need          bigint         not null,
    socialised    bigint         not null,
    critical_fund bigint         not null,
    constraint pk_sizing_variation primary key (sizing_id, scenario_no, parameter, amount)
);

-- the day's stress test: what a scenario would cost the two groups that lose most; need and rounds of the whole cascade
-- where it was run
create table stress_outcome (
    cycle_id     bigint       not null,
    source       varchar(16)  not null,
    scenario_no  int          not null,
    name         varchar(200) not null,
    cover_1      bigint       not null,
    cover_2      bigint       not null,
    first_group  varchar(64)  not null,
    second_group varchar(64)  not null,
    need         bigint,
    socialised   bigint,
    defaults     int,
    rounds       int,
    constraint pk_stress_outcome primary key (cycle_id, source, scenario_no)
);

-- the day's stress test as a whole
create table stress_run (
    cycle_id    bigint        not null,
    prefunded   bigint        not null,
    description varchar(2000) not null,
    constraint pk_stress_run primary key (cycle_id)
);

-- sizes of the insurance fund that treasury approved; the newest counts
create table fund_size (
    act_no        bigint not null,
    business_date date   not null,
    amount        bigint not null,
    constraint pk_fund_size primary key (act_no)
);
