-- What was sent for a day, and the trades that an earlier day booked.

-- a file of a business date as a run found it (faults 2 to 4); outcome: TAKEN, DUPLICATE of the version before, REPLACED
-- it, or LATE, which no cycle read
create table received_file (
    business_date date         not null,
    received_no   int          not null,
    name          varchar(100) not null,
    version_no    int          not null,
    sequence_no   bigint       not null,
    sha256        varchar(64)  not null,
    cycle_no      int          not null,
    outcome       varchar(16)  not null,
    received_at   timestamp    not null,
    constraint pk_received_file primary key (business_date, received_no)
);

-- a trade id that comes again is looked up among those of earlier days (fault 26)
create index ix_input_trade_trade_id on input_trade (trade_id);
