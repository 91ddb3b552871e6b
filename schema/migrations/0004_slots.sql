-- For coverage: the few runs that name their slot, whenever they ran. Only these write a row more.
CREATE INDEX IF NOT EXISTS job_executions_by_slot ON job_executions(execution_date) WHERE instr(metadata, '"slot"');
