-- True if the queue is open in this run of Redis. `run` is the field of the state: the run in which it was last opened.
-- A Redis that was restarted or replaced has another run and may be behind.
local function is_open(run)
  return run and string.find(redis.call('INFO', 'server'), 'run_id:' .. run, 1, true) ~= nil
end
