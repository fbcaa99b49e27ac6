-- Version 1 of the tables in PostgreSQL. Never edited once released: a change is a new file.

CREATE TABLE record (
    seq bigint PRIMARY KEY,
    id text NOT NULL UNIQUE,
    event text NOT NULL,
    at text NOT NULL,
    answer text NOT NULL,
    submission text
);

CREATE TABLE audit (
    seq bigint PRIMARY KEY,
    at text NOT NULL,
    event text NOT NULL,
    id text NOT NULL,
    answer text NOT NULL,
    submission text,
    previous text NOT NULL,
    hash text NOT NULL
);

-- One row, which whoever writes holds until it has written: so the chain is one chain, whatever the number of instances.
CREATE TABLE audit_head (seq bigint NOT NULL, hash text NOT NULL);
INSERT INTO audit_head VALUES (0, 'sha256:0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE idempotency (
    key text PRIMARY KEY,
    fingerprint text NOT NULL,
    attempt text NOT NULL,
    claimed_at timestamptz NOT NULL,
    id text
);

CREATE TABLE signing_key (
    place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text NOT NULL UNIQUE,
    document text NOT NULL
);

CREATE TABLE probe (written bigint NOT NULL);
INSERT INTO probe VALUES (0);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is only added to', TG_TABLE_NAME; END $$;
CREATE TRIGGER audit_is_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER record_is_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
