-- Without a search path of its own, a function reads a temporary table of the caller before the real one of that name,
-- also of the system's: the application's role could make is_erasing() true.
DO $$
DECLARE
  open_function regprocedure;
BEGIN
  FOR open_function IN
    SELECT oid FROM pg_proc
     WHERE pronamespace = 'public'::regnamespace AND proconfig IS NULL
       AND (prorettype = 'trigger'::regtype OR proname = 'is_erasing')
  LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = public, pg_temp', open_function);
  END LOOP;
END
$$;
