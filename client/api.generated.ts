/**
 * The types of Jobledger's API. Written by `npm run client` from the OpenAPI document of src/api/openapi/, which is
 * made of the schemas in schema/; not to be edited.
 */

export interface paths {
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand in the result of a job that ran elsewhere
         * @description Only `job_type` is needed; what is left out is derived. With an `Idempotency-Key` a retry is safe at any time.
         *
         *     Needs the scope `write`.
         */
        post: operations["postJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs, newest first
         * @description As JSON a page of them; as CSV or NDJSON the whole selection, streamed.
         *
         *     Needs the scope `read`.
         */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The latest job of a type
         * @description Needs the scope `read`.
         */
        get: operations["getLatestJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts, success rate and durations by day, type or status
         * @description Needs the scope `read`.
         */
        get: operations["getStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Scheduled runs against stored ones: on time, late, missed
         * @description Needs the scope `read`.
         */
        get: operations["getCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A job with its results and the report it archived
         * @description Needs the scope `read`.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A job's results
         * @description Needs the scope `read`.
         */
        get: operations["getJobResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The report a job archived, as JSON or as the page it was
         * @description Needs the scope `read`.
         */
        get: operations["getJobSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sentiment/analysis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Run the sentiment analysis, triggered by an address
         * @description It changes something although it is a GET, and needs a key like the POST.
         *
         *     Needs the scope `write`.
         */
        get: operations["runAnalysisByGet"];
        put?: never;
        /**
         * Run the sentiment analysis
         * @description Of the symbols asked for, of those the articles name, else of the installation’s own.
         *
         *     Needs the scope `write`.
         */
        post: operations["runAnalysis"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/symbols": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Symbols in alphabetical order, each with what was last said of it
         * @description Needs the scope `read`.
         */
        get: operations["listSymbols"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/symbols/{symbol}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A symbol's sentiment and confidence over time, newest first
         * @description Needs the scope `read`.
         */
        get: operations["getSymbol"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A report, built from what is stored now
         * @description A report without content is an answer too: `state` says why. While D1 is not read, one that KV lacks is a 503.
         *
         *     Needs the scope `read`.
         */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What gave up, the latest first, or grouped by its cause
         * @description Needs the scope `read`.
         */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send open dead letters of a selection once more, at most `limit` a call
         * @description Needs the scope `admin`.
         */
        post: operations["replayDeadLetters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A dead letter with its body, its reason and its history
         * @description Needs the scope `read`.
         */
        get: operations["getDeadLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one once more, as it came or with an edited body
         * @description Needs the scope `admin`.
         */
        post: operations["replayDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put one aside
         * @description Needs the scope `admin`.
         */
        post: operations["discardDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dead-letters/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open one again that was discarded or replayed
         * @description Needs the scope `admin`.
         */
        post: operations["restoreDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backfills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Backfills, newest first
         * @description Needs the scope `read`.
         */
        get: operations["listBackfills"];
        put?: never;
        /**
         * Bring the values of KV into the database
         * @description Needs the scope `admin`.
         */
        post: operations["startBackfill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backfills/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A backfill, and its keys by outcome
         * @description Needs the scope `read`.
         */
        get: operations["getBackfill"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backfills/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of each key
         * @description Needs the scope `read`.
         */
        get: operations["listBackfillKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backfills/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a backfill
         * @description Needs the scope `admin`.
         */
        post: operations["cancelBackfill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backfills/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with a backfill that stands still or was cancelled
         * @description Needs the scope `admin`.
         */
        post: operations["resumeBackfill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * KV against the database: same, missing, different
         * @description Needs the scope `read`.
         */
        get: operations["verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verify/heal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send what the database lacks through the queue
         * @description Needs the scope `admin`.
         */
        post: operations["heal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the bindings answer, and how the system does
         * @description To all: bindings and flags. With the scope `read` also what waits, and the success metrics of the last `days`.
         *
         *     Needs no key.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The emergency brake: what is written and read
         * @description Needs the scope `read`.
         */
        get: operations["getFlags"];
        /**
         * Switch flags; null gives one back to its variable
         * @description Reaches every location within a minute, without a deploy.
         *
         *     Needs the scope `admin`.
         */
        put: operations["changeFlags"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who asks, in so far as they may know it
         * @description Needs no key.
         */
        get: operations["getSession"];
        put?: never;
        /**
         * Change a key for a cookie that scripts cannot read (12 hours)
         * @description Needs no key.
         */
        post: operations["signIn"];
        /**
         * Sign out
         * @description Needs no key.
         */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counters and gauges as OpenMetrics text
         * @description Needs the scope `read`.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document
         * @description Needs no key.
         */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document as a page
         * @description Needs no key.
         */
        get: operations["getDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pre-market-briefing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pre-market briefing
         * @description Without a session the sign-in stands in its place.
         *
         *     Needs the scope `read`.
         */
        get: operations["preMarketPage"];
        put?: never;
        /**
         * Pre-market briefing: sign in
         * @description Needs no key.
         */
        post: operations["preMarketPageSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/intraday-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Intraday check
         * @description Without a session the sign-in stands in its place.
         *
         *     Needs the scope `read`.
         */
        get: operations["intradayPage"];
        put?: never;
        /**
         * Intraday check: sign in
         * @description Needs no key.
         */
        post: operations["intradayPageSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/end-of-day-summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * End-of-day summary
         * @description Without a session the sign-in stands in its place.
         *
         *     Needs the scope `read`.
         */
        get: operations["endOfDayPage"];
        put?: never;
        /**
         * End-of-day summary: sign in
         * @description Needs no key.
         */
        post: operations["endOfDayPageSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/weekly-review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Weekly review
         * @description Without a session the sign-in stands in its place.
         *
         *     Needs the scope `read`.
         */
        get: operations["weeklyPage"];
        put?: never;
        /**
         * Weekly review: sign in
         * @description Needs no key.
         */
        post: operations["weeklyPageSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        IngestBody: {
            job_type: string;
            report_type?: string | null;
            /** @enum {string} */
            status?: "success" | "partial" | "failed" | "failure";
            /** Format: date */
            execution_date?: string;
            /** Format: date-time */
            executed_at?: string;
            execution_time_ms?: number | null;
            symbols_processed?: number;
            symbols_successful?: number;
            symbols_fallback?: number;
            symbols_failed?: number;
            errors?: string[];
            metadata?: {
                trigger_source?: string;
                source?: string;
                workflow_run_id?: string | number;
                original_key?: string;
            } & {
                [key: string]: unknown;
            };
            results?: components["schemas"]["IngestResult"][];
        };
        IngestResult: {
            result_type?: string;
            /** @default null */
            symbol?: string | null;
            /** @default null */
            sentiment?: ("bullish" | "bearish" | "neutral") | null;
            /** @default null */
            confidence?: number | null;
            /** @default null */
            direction?: string | null;
            /** @default null */
            reasoning?: string | null;
            /** @default null */
            signals?: unknown[] | null;
            /** @default null */
            news_count?: number | null;
            /** @default null */
            error?: string | null;
            /** @default null */
            report_content?: unknown | null;
            /** @default null */
            html_snapshot?: string | null;
        };
        AnalysisBody: {
            symbols?: string[];
            articles?: {
                symbol: string;
                title: string;
                /** Format: uri */
                url?: string;
                /** Format: date-time */
                published_at?: string;
                source?: string;
            }[];
            trigger?: string;
            report_type?: string;
        };
        BulkReplayInput: {
            filter: {
                ids?: string[];
                /** @enum {string} */
                reason?: "malformed" | "unknown_type" | "unsupported_version" | "invalid_event" | "row_too_large" | "digest_mismatch" | "payload_missing" | "rejected_by_database" | "retries_exhausted" | "replay_cap";
                type?: string;
                cause?: string;
                from?: string;
                to?: string;
            };
            /** @default 100 */
            limit?: number;
            cursor?: string;
            /** @default false */
            dry_run?: boolean;
        };
        ReplayInput: {
            /** @default false */
            dry_run?: boolean;
            edited_body?: unknown;
        };
        BackfillInput: {
            /** @default analysis_ */
            prefix?: string;
            /** Format: date */
            from?: string;
            /** Format: date */
            to?: string;
            /** @default false */
            dry_run?: boolean;
        };
        HealInput: {
            keys?: string[];
            prefix?: string;
            /** Format: date */
            from?: string;
            /** Format: date */
            to?: string;
            limit?: number;
            cursor?: string;
        };
        FlagChange: {
            d1_writes?: boolean | null;
            d1_reads?: boolean | null;
            kv_writes?: boolean | null;
        };
        SessionInput: {
            key: string;
        };
        IngestAccepted: {
            /** @constant */
            success: true;
            execution_key: string;
            status_url: string;
            /** @enum {string} */
            status: "success" | "partial" | "failed";
            /** Format: date */
            execution_date: string;
        };
        Problem: {
            /** @constant */
            success: false;
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            errors?: {
                pointer: string;
                detail: string;
                parameter?: string;
            }[];
        };
        HistoryAnswer: {
            /** @constant */
            success: true;
            count: number;
            jobs: components["schemas"]["Job"][];
            next_cursor: string | null;
            /** @enum {string} */
            source: "d1" | "kv";
            warnings?: string[];
        };
        Job: {
            id: number | null;
            execution_key: string | null;
            job_type: string;
            report_type: string | null;
            status: string;
            execution_date: string | null;
            executed_at: string;
            execution_time_ms: number | null;
            symbols_processed: number | null;
            symbols_successful: number | null;
            symbols_fallback: number | null;
            symbols_failed: number | null;
            success_rate: number | null;
            errors: unknown[];
            metadata: {
                [key: string]: unknown;
            };
            revision: number | null;
            content_hash: string | null;
            created_at: string | null;
            persisted_at: string | null;
        };
        LatestAnswer: {
            /** @constant */
            success: true;
            job: components["schemas"]["Job"];
            /** @enum {string} */
            source: "d1" | "kv";
        };
        StatsAnswer: {
            /** @constant */
            success: true;
            from: string;
            to: string;
            /** @enum {string} */
            group_by: "day" | "type" | "status";
            total: components["schemas"]["Stats"];
            groups: {
                executions: number;
                success: number;
                partial: number;
                failed: number;
                success_rate: number | null;
                average_ms: number | null;
                min_ms: number | null;
                max_ms: number | null;
                key: string;
            }[];
            /** @constant */
            source: "d1";
        };
        Stats: {
            executions: number;
            success: number;
            partial: number;
            failed: number;
            success_rate: number | null;
            average_ms: number | null;
            min_ms: number | null;
            max_ms: number | null;
        };
        CoverageAnswer: {
            /** @constant */
            success: true;
            from: string;
            to: string;
            expected: number;
            counts: {
                [key: string]: number;
            };
            missed: {
                /** @enum {string} */
                slot: "pre-market" | "intraday" | "end-of-day" | "weekly";
                date: string;
                /** Format: date-time */
                scheduled_at: string;
            }[];
            slots: components["schemas"]["CoverageSlot"][];
            /** @constant */
            source: "d1";
        };
        CoverageSlot: {
            /** @enum {string} */
            slot: "pre-market" | "intraday" | "end-of-day" | "weekly";
            date: string;
            /** Format: date-time */
            scheduled_at: string;
            /** @enum {string} */
            state: "scheduled" | "running" | "on_time" | "late" | "partial" | "failed" | "missed";
            late: boolean;
            job: {
                id: number;
                execution_key: string | null;
                job_type: string;
                report_type: string | null;
                status: string;
                executed_at: string;
                execution_time_ms: number | null;
            } | null;
        };
        JobAnswer: {
            /** @constant */
            success: true;
            job: components["schemas"]["Job"];
            results: components["schemas"]["JobResult"][];
            snapshot: components["schemas"]["JobSnapshot"] | null;
            /** @enum {string} */
            source: "d1" | "kv";
        };
        JobResult: {
            id: number | null;
            ordinal: number;
            result_type: string;
            symbol: string | null;
            sentiment: ("bullish" | "bearish" | "neutral") | null;
            confidence: number | null;
            direction: string | null;
            reasoning: string | null;
            signals: unknown[] | null;
            news_count: number | null;
            error: string | null;
            created_at: string | null;
        };
        JobSnapshot: {
            ordinal: number;
            result_type: string;
            content: unknown;
            html: boolean;
        };
        ResultsAnswer: {
            /** @constant */
            success: true;
            count: number;
            results: components["schemas"]["JobResult"][];
            /** @enum {string} */
            source: "d1" | "kv";
        };
        SnapshotAnswer: {
            /** @constant */
            success: true;
            snapshot: components["schemas"]["JobSnapshot"];
            /** @enum {string} */
            source: "d1" | "kv";
        };
        AnalysisAccepted: {
            /** @constant */
            success: true;
            execution_key: string;
            status_url: string;
            /** @enum {string} */
            status: "success" | "partial" | "failed";
            /** Format: date */
            execution_date: string;
            symbols: string[];
        };
        SymbolsAnswer: {
            /** @constant */
            success: true;
            count: number;
            symbols: {
                symbol: string;
                latest: components["schemas"]["Observation"];
            }[];
            next_cursor: string | null;
            /** @constant */
            source: "d1";
        };
        Observation: {
            job_id: number;
            execution_key: string | null;
            ordinal: number;
            result_type: string;
            job_type: string;
            report_type: string | null;
            trigger: string | null;
            status: string;
            execution_date: string | null;
            executed_at: string;
            sentiment: ("bullish" | "bearish" | "neutral") | null;
            confidence: number | null;
            direction: string | null;
            news_count: number | null;
            error: string | null;
        };
        SymbolAnswer: {
            /** @constant */
            success: true;
            symbol: string;
            count: number;
            flips: number;
            points: components["schemas"]["SymbolPoint"][];
            next_cursor: string | null;
            /** @constant */
            source: "d1";
        };
        SymbolPoint: {
            job_id: number;
            execution_key: string | null;
            ordinal: number;
            result_type: string;
            job_type: string;
            report_type: string | null;
            trigger: string | null;
            status: string;
            execution_date: string | null;
            executed_at: string;
            sentiment: ("bullish" | "bearish" | "neutral") | null;
            confidence: number | null;
            direction: string | null;
            news_count: number | null;
            error: string | null;
            change: ("reversed" | "shifted" | "consistent" | "incomplete") | null;
            flip: {
                /** @enum {string} */
                from: "bullish" | "bearish" | "neutral";
                /** @enum {string} */
                to: "bullish" | "bearish" | "neutral";
            } | null;
        };
        ReportAnswer: {
            /** Format: date */
            business_date: string;
            /** Format: date */
            requested_date: string;
            /** @enum {string} */
            state: "scheduled" | "processing" | "present" | "stale" | "no_data";
            has_content: boolean;
            source: ("d1" | "kv") | null;
            scheduled_at: string | null;
            /** Format: date-time */
            generated_at: string;
            notice: string | null;
            runs: {
                /** @enum {string} */
                part: "morning" | "midday" | "close";
                execution_key: string | null;
                job_type: string;
                /** @enum {string} */
                status: "success" | "partial" | "failed";
                executed_at: string;
            }[];
            /** @constant */
            report_type: "pre-market";
            content: {
                outlook: {
                    /** @enum {string} */
                    sentiment: "bullish" | "bearish" | "neutral";
                    score: number;
                    average_confidence: number;
                    bullish: number;
                    bearish: number;
                    neutral: number;
                } | null;
                threshold: number;
                high_confidence: {
                    sentiment: ("bullish" | "bearish" | "neutral") | null;
                    confidence: number | null;
                    symbol: string;
                    direction: string | null;
                    reasoning: string | null;
                    signals: string[];
                    news_count: number | null;
                }[];
                others: {
                    sentiment: ("bullish" | "bearish" | "neutral") | null;
                    confidence: number | null;
                    symbol: string;
                    direction: string | null;
                    reasoning: string | null;
                    signals: string[];
                    news_count: number | null;
                }[];
                failed: {
                    symbol: string;
                    reason: string;
                }[];
            } | null;
            /** @constant */
            success: true;
        } | {
            /** Format: date */
            business_date: string;
            /** Format: date */
            requested_date: string;
            /** @enum {string} */
            state: "scheduled" | "processing" | "present" | "stale" | "no_data";
            has_content: boolean;
            source: ("d1" | "kv") | null;
            scheduled_at: string | null;
            /** Format: date-time */
            generated_at: string;
            notice: string | null;
            runs: {
                /** @enum {string} */
                part: "morning" | "midday" | "close";
                execution_key: string | null;
                job_type: string;
                /** @enum {string} */
                status: "success" | "partial" | "failed";
                executed_at: string;
            }[];
            /** @constant */
            report_type: "intraday";
            content: {
                counts: {
                    reversed: number;
                    shifted: number;
                    consistent: number;
                    incomplete: number;
                };
                symbols: {
                    symbol: string;
                    /** @enum {string} */
                    change: "reversed" | "shifted" | "consistent" | "incomplete";
                    morning: {
                        sentiment: ("bullish" | "bearish" | "neutral") | null;
                        confidence: number | null;
                    } | null;
                    midday: {
                        sentiment: ("bullish" | "bearish" | "neutral") | null;
                        confidence: number | null;
                    } | null;
                    confidence_change: number | null;
                    reason: string | null;
                }[];
            } | null;
            /** @constant */
            success: true;
        } | {
            /** Format: date */
            business_date: string;
            /** Format: date */
            requested_date: string;
            /** @enum {string} */
            state: "scheduled" | "processing" | "present" | "stale" | "no_data";
            has_content: boolean;
            source: ("d1" | "kv") | null;
            scheduled_at: string | null;
            /** Format: date-time */
            generated_at: string;
            notice: string | null;
            runs: {
                /** @enum {string} */
                part: "morning" | "midday" | "close";
                execution_key: string | null;
                job_type: string;
                /** @enum {string} */
                status: "success" | "partial" | "failed";
                executed_at: string;
            }[];
            /** @constant */
            report_type: "end-of-day";
            content: {
                outlook: {
                    /** @enum {string} */
                    sentiment: "bullish" | "bearish" | "neutral";
                    score: number;
                    average_confidence: number;
                    bullish: number;
                    bearish: number;
                    neutral: number;
                } | null;
                counts: {
                    reversed: number;
                    shifted: number;
                    consistent: number;
                    incomplete: number;
                };
                symbols: {
                    symbol: string;
                    /** @enum {string} */
                    change: "reversed" | "shifted" | "consistent" | "incomplete";
                    morning: {
                        sentiment: ("bullish" | "bearish" | "neutral") | null;
                        confidence: number | null;
                    } | null;
                    midday: {
                        sentiment: ("bullish" | "bearish" | "neutral") | null;
                        confidence: number | null;
                    } | null;
                    close: {
                        sentiment: ("bullish" | "bearish" | "neutral") | null;
                        confidence: number | null;
                    } | null;
                    reasoning: string | null;
                    market: {
                        percent: number;
                        /** @enum {string} */
                        direction: "up" | "down" | "flat";
                        agrees: boolean | null;
                    } | null;
                    reason: string | null;
                }[];
                accuracy: {
                    compared: number;
                    agreed: number;
                    rate: number;
                } | null;
            } | null;
            /** @constant */
            success: true;
        } | {
            /** Format: date */
            business_date: string;
            /** Format: date */
            requested_date: string;
            /** @enum {string} */
            state: "scheduled" | "processing" | "present" | "stale" | "no_data";
            has_content: boolean;
            source: ("d1" | "kv") | null;
            scheduled_at: string | null;
            /** Format: date-time */
            generated_at: string;
            notice: string | null;
            runs: {
                /** @enum {string} */
                part: "morning" | "midday" | "close";
                execution_key: string | null;
                job_type: string;
                /** @enum {string} */
                status: "success" | "partial" | "failed";
                executed_at: string;
            }[];
            /** @constant */
            report_type: "weekly";
            content: {
                week: string;
                /** Format: date */
                from: string;
                /** Format: date */
                to: string;
                days: {
                    /** Format: date */
                    date: string;
                    analysed: number;
                    failed: number;
                    average_confidence: number | null;
                    outlook: {
                        /** @enum {string} */
                        sentiment: "bullish" | "bearish" | "neutral";
                        score: number;
                        average_confidence: number;
                        bullish: number;
                        bearish: number;
                        neutral: number;
                    } | null;
                }[];
                symbols: {
                    symbol: string;
                    days: ({
                        sentiment: ("bullish" | "bearish" | "neutral") | null;
                        confidence: number | null;
                        /** Format: date */
                        date: string;
                        error: string | null;
                    } | null)[];
                    bullish: number;
                    bearish: number;
                    neutral: number;
                    failed: number;
                    average_confidence: number | null;
                    flips: number;
                }[];
                flips: {
                    symbol: string;
                    /** Format: date */
                    date: string;
                    /** @enum {string} */
                    from: "bullish" | "bearish" | "neutral";
                    /** @enum {string} */
                    to: "bullish" | "bearish" | "neutral";
                }[];
            } | null;
            /** @constant */
            success: true;
        };
        DeadLettersAnswer: {
            /** @constant */
            success: true;
            count: number;
            dead_letters: components["schemas"]["DeadLetterSummary"][];
            next_cursor: string | null;
        };
        DeadLetterSummary: {
            id: string;
            /** @enum {string} */
            status: "open" | "replayed" | "resolved" | "discarded";
            /** @enum {string} */
            reason: "malformed" | "unknown_type" | "unsupported_version" | "invalid_event" | "row_too_large" | "digest_mismatch" | "payload_missing" | "rejected_by_database" | "retries_exhausted" | "replay_cap";
            detail: string;
            cause: string;
            event_type: string | null;
            event_id: string | null;
            execution_key: string | null;
            job_type: string | null;
            attempts: number;
            replay_count: number;
            /** @enum {string} */
            body_encoding: "json" | "base64" | "description";
            body_bytes: number;
            edited: boolean;
            first_seen_at: string;
            last_seen_at: string;
            replayed_at: string | null;
            resolved_at: string | null;
        };
        DeadLetterGroupsAnswer: {
            /** @constant */
            success: true;
            count: number;
            groups: components["schemas"]["DeadLetterGroup"][];
            more: boolean;
        };
        DeadLetterGroup: {
            cause: string;
            /** @enum {string} */
            reason: "malformed" | "unknown_type" | "unsupported_version" | "invalid_event" | "row_too_large" | "digest_mismatch" | "payload_missing" | "rejected_by_database" | "retries_exhausted" | "replay_cap";
            count: number;
            oldest_at: string;
            newest_at: string;
            sample_id: string;
        };
        BulkReplayAnswer: {
            /** @constant */
            success: true;
            dry_run: boolean;
            results: components["schemas"]["ReplayResult"][];
            remaining: number;
            next_cursor: string | null;
        };
        ReplayResult: {
            id: string;
            /** @enum {string} */
            outcome: "would_insert" | "would_update" | "noop" | "still_fails" | "sent" | "kept" | "skipped";
            execution_key: string | null;
            detail: string | null;
            errors: {
                pointer: string;
                detail: string;
            }[];
        };
        DeadLetterAnswer: {
            /** @constant */
            success: true;
            dead_letter: components["schemas"]["DeadLetter"];
        };
        DeadLetter: {
            id: string;
            /** @enum {string} */
            status: "open" | "replayed" | "resolved" | "discarded";
            /** @enum {string} */
            reason: "malformed" | "unknown_type" | "unsupported_version" | "invalid_event" | "row_too_large" | "digest_mismatch" | "payload_missing" | "rejected_by_database" | "retries_exhausted" | "replay_cap";
            detail: string;
            cause: string;
            event_type: string | null;
            event_id: string | null;
            execution_key: string | null;
            job_type: string | null;
            attempts: number;
            replay_count: number;
            /** @enum {string} */
            body_encoding: "json" | "base64" | "description";
            body_bytes: number;
            edited: boolean;
            first_seen_at: string;
            last_seen_at: string;
            replayed_at: string | null;
            resolved_at: string | null;
            errors: {
                pointer: string;
                detail: string;
            }[];
            body: string | null;
            edited_body: string | null;
            history: ({
                at: string;
                action: string;
            } & {
                [key: string]: unknown;
            })[];
        };
        ReplayAnswer: {
            /** @constant */
            success: true;
            dry_run: boolean;
            result: components["schemas"]["ReplayResult"];
        };
        BackfillAnswer: {
            /** @constant */
            success: true;
            backfill: components["schemas"]["Backfill"];
            status_url: string;
        };
        Backfill: {
            /** Format: ulid */
            id: string;
            prefix: string;
            from: string | null;
            to: string | null;
            dry_run: boolean;
            /** @enum {string} */
            status: "running" | "draining" | "finished" | "cancelled";
            pages: number;
            keys: number;
            last_key: string | null;
            note: string | null;
            certificate: {
                inserted: number;
                updated: number;
                noop: number;
                skipped: number;
                dead: number;
                expired: number;
                enumerated: number;
                adds_up: boolean;
                keys_sha256: string;
            } | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            listed_at: string | null;
            finished_at: string | null;
        };
        BackfillsAnswer: {
            /** @constant */
            success: true;
            count: number;
            backfills: components["schemas"]["Backfill"][];
            next_cursor: string | null;
        };
        BackfillDetailAnswer: {
            /** @constant */
            success: true;
            backfill: components["schemas"]["Backfill"];
            counts: {
                inserted: number;
                updated: number;
                noop: number;
                skipped: number;
                dead: number;
                expired: number;
                pending: number;
            };
        };
        BackfillKeysAnswer: {
            /** @constant */
            success: true;
            count: number;
            keys: components["schemas"]["BackfillKey"][];
            next_cursor: string | null;
        };
        BackfillKey: {
            key: string;
            /** @enum {string} */
            outcome: "inserted" | "updated" | "noop" | "skipped" | "dead" | "expired" | "pending";
            reason: string | null;
            runs: {
                [key: string]: "inserted" | "updated" | "noop" | "skipped" | "dead" | "expired" | "pending";
            };
            raw_sha256: string | null;
        };
        VerifyAnswer: {
            /** @constant */
            success: true;
            counts: {
                [key: string]: number;
            };
            entries: components["schemas"]["VerifyEntry"][];
            next_cursor: string | null;
        };
        VerifyEntry: {
            key: string;
            execution_key: string | null;
            /** @enum {string} */
            outcome: "same" | "missing_in_d1" | "different" | "newer_in_d1" | "missing_in_kv" | "unreadable";
            fields: string[];
            reason: string | null;
            healable: boolean;
            kv: {
                revision: number;
                content_hash: string;
            } | null;
            d1: {
                revision: number;
                content_hash: string;
            } | null;
        };
        HealAnswer: {
            /** @constant */
            success: true;
            sent: number;
            entries: components["schemas"]["VerifyEntry"][];
            next_cursor: string | null;
        };
        HealthAnswer: {
            success: boolean;
            /** @enum {string} */
            status: "ok" | "degraded";
            bindings: {
                d1: boolean;
                kv: boolean;
                queue: true | null;
            };
            flags: {
                d1_writes: boolean;
                d1_reads: boolean;
                kv_writes: boolean;
            };
            pipeline?: components["schemas"]["PipelineState"] | null;
            metrics?: components["schemas"]["SuccessMetric"][] | null;
        };
        PipelineState: {
            queue_backlog: number | null;
            outbox: number | null;
            dead_letters_open: number;
            oldest_dead_letter_at: string | null;
        };
        SuccessMetric: {
            /** @enum {string} */
            name: "completeness" | "history_p95" | "d1_write_success" | "kv_reads_avoided" | "dashboard_load_p95";
            /** @enum {string} */
            unit: "ratio" | "ms";
            value: number | null;
            samples: number;
            target: number;
            rollback: number | null;
            /** @enum {string} */
            status: "met" | "missed" | "rollback" | "unknown";
        };
        FlagsAnswer: {
            /** @constant */
            success: true;
            flags: {
                d1_writes: boolean;
                d1_reads: boolean;
                kv_writes: boolean;
            };
            defaults: {
                d1_writes: boolean;
                d1_reads: boolean;
                kv_writes: boolean;
            };
            overrides: {
                d1_writes?: boolean;
                d1_reads?: boolean;
                kv_writes?: boolean;
            } | null;
        };
        SessionAnswer: {
            /** @constant */
            success: true;
            session: {
                /** @enum {string} */
                scope: "read" | "write" | "admin";
                name: string;
                expires_at: string | null;
            } | null;
            public_reads: boolean;
        };
    };
    responses: {
        /** @description A parameter or the body is wrong; `errors` name each fault. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A key is needed, or the one that was sent is not known. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key has not the scope, or a browser session sent this from another page. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body, or a row of it, is too large; the detail has size and limit. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The Idempotency-Key came with another body, or an edited event is none. */
        Unprocessable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request failed; the log has the reason. */
        Internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No store has an answer, or nothing took the result; try again after `Retry-After` seconds. */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What `If-None-Match` names still holds. */
        NotModified: {
            headers: {
                /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                ETag?: string;
                /** @description `private, no-cache`: keep it, and ask each time. */
                "Cache-Control"?: string;
                /** @description Milliseconds: `d1`, `kv`, `total`. */
                "Server-Timing"?: string;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description It is not to be had in any form that `Accept` names. */
        NotAcceptable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing (yet). */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not possible in this state, or while writes to D1 are switched off. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Try again after `Retry-After` seconds. */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type IngestBody = components['schemas']['IngestBody'];
export type IngestResult = components['schemas']['IngestResult'];
export type AnalysisBody = components['schemas']['AnalysisBody'];
export type BulkReplayInput = components['schemas']['BulkReplayInput'];
export type ReplayInput = components['schemas']['ReplayInput'];
export type BackfillInput = components['schemas']['BackfillInput'];
export type HealInput = components['schemas']['HealInput'];
export type FlagChange = components['schemas']['FlagChange'];
export type SessionInput = components['schemas']['SessionInput'];
export type IngestAccepted = components['schemas']['IngestAccepted'];
export type Problem = components['schemas']['Problem'];
export type HistoryAnswer = components['schemas']['HistoryAnswer'];
export type Job = components['schemas']['Job'];
export type LatestAnswer = components['schemas']['LatestAnswer'];
export type StatsAnswer = components['schemas']['StatsAnswer'];
export type Stats = components['schemas']['Stats'];
export type CoverageAnswer = components['schemas']['CoverageAnswer'];
export type CoverageSlot = components['schemas']['CoverageSlot'];
export type JobAnswer = components['schemas']['JobAnswer'];
export type JobResult = components['schemas']['JobResult'];
export type JobSnapshot = components['schemas']['JobSnapshot'];
export type ResultsAnswer = components['schemas']['ResultsAnswer'];
export type SnapshotAnswer = components['schemas']['SnapshotAnswer'];
export type AnalysisAccepted = components['schemas']['AnalysisAccepted'];
export type SymbolsAnswer = components['schemas']['SymbolsAnswer'];
export type Observation = components['schemas']['Observation'];
export type SymbolAnswer = components['schemas']['SymbolAnswer'];
export type SymbolPoint = components['schemas']['SymbolPoint'];
export type ReportAnswer = components['schemas']['ReportAnswer'];
export type DeadLettersAnswer = components['schemas']['DeadLettersAnswer'];
export type DeadLetterSummary = components['schemas']['DeadLetterSummary'];
export type DeadLetterGroupsAnswer = components['schemas']['DeadLetterGroupsAnswer'];
export type DeadLetterGroup = components['schemas']['DeadLetterGroup'];
export type BulkReplayAnswer = components['schemas']['BulkReplayAnswer'];
export type ReplayResult = components['schemas']['ReplayResult'];
export type DeadLetterAnswer = components['schemas']['DeadLetterAnswer'];
export type DeadLetter = components['schemas']['DeadLetter'];
export type ReplayAnswer = components['schemas']['ReplayAnswer'];
export type BackfillAnswer = components['schemas']['BackfillAnswer'];
export type Backfill = components['schemas']['Backfill'];
export type BackfillsAnswer = components['schemas']['BackfillsAnswer'];
export type BackfillDetailAnswer = components['schemas']['BackfillDetailAnswer'];
export type BackfillKeysAnswer = components['schemas']['BackfillKeysAnswer'];
export type BackfillKey = components['schemas']['BackfillKey'];
export type VerifyAnswer = components['schemas']['VerifyAnswer'];
export type VerifyEntry = components['schemas']['VerifyEntry'];
export type HealAnswer = components['schemas']['HealAnswer'];
export type HealthAnswer = components['schemas']['HealthAnswer'];
export type PipelineState = components['schemas']['PipelineState'];
export type SuccessMetric = components['schemas']['SuccessMetric'];
export type FlagsAnswer = components['schemas']['FlagsAnswer'];
export type SessionAnswer = components['schemas']['SessionAnswer'];
export type ResponseBadRequest = components['responses']['BadRequest'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseTooLarge = components['responses']['TooLarge'];
export type ResponseUnprocessable = components['responses']['Unprocessable'];
export type ResponseInternal = components['responses']['Internal'];
export type ResponseUnavailable = components['responses']['Unavailable'];
export type ResponseNotModified = components['responses']['NotModified'];
export type ResponseNotAcceptable = components['responses']['NotAcceptable'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseConflict = components['responses']['Conflict'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type $defs = Record<string, never>;
export interface operations {
    postJob: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Names the request, so that it can be sent again safely. For a job it becomes `ext:<key>`.
                 * @example nightly-risk-2026-01-08
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "job_type": "nightly-risk",
                 *       "report_type": "risk",
                 *       "executed_at": "2026-01-08T22:00:00Z",
                 *       "execution_time_ms": 41250,
                 *       "metadata": {
                 *         "trigger_source": "cron",
                 *         "host": "worker-3"
                 *       },
                 *       "results": [
                 *         {
                 *           "symbol": "AAPL",
                 *           "sentiment": "bullish",
                 *           "confidence": 0.85,
                 *           "reasoning": "beat",
                 *           "news_count": 12
                 *         },
                 *         {
                 *           "symbol": "TSLA",
                 *           "error": "feed answered 503"
                 *         },
                 *         {
                 *           "report_content": {
                 *             "total": 2
                 *           },
                 *           "html_snapshot": "<h1>Risk</h1>"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["IngestBody"];
            };
        };
        responses: {
            /** @description Accepted: it is safe, and on its way. */
            202: {
                headers: {
                    /** @description Where the outcome is to be had. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "execution_key": "ext:nightly-risk-2026-01-08",
                     *       "status_url": "/api/v1/jobs/ext%3Anightly-risk-2026-01-08",
                     *       "status": "partial",
                     *       "execution_date": "2026-01-08"
                     *     }
                     */
                    "application/json": components["schemas"]["IngestAccepted"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Unprocessable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /**
                 * @description The type of the job (`job_type`), or which report.
                 * @example analysis
                 */
                type?: string;
                /** @description Only those in this status. */
                status?: "success" | "partial" | "failed";
                /**
                 * @description Only those that belong to this report.
                 * @example pre-market
                 */
                report_type?: string;
                /**
                 * @description A ticker symbol, in either case: only jobs that hold a result for it.
                 * @example AAPL
                 */
                symbol?: string;
                /**
                 * @description What set it off: `cron`, `manual`, `api`, `github-actions`, `backfill`.
                 * @example cron
                 */
                trigger?: string;
                /**
                 * @description The first business date (US Eastern), included.
                 * @example 2026-01-01
                 */
                from?: string;
                /**
                 * @description The last business date (US Eastern), included.
                 * @example 2026-01-31
                 */
                to?: string;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; it belongs to one route and filter. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    /** @description The next page, as `<…>; rel="next"`; absent on the last one. */
                    Link?: string;
                    /** @description Of CSV and NDJSON: the store that answers, `d1` or `kv`. */
                    "X-Source"?: string;
                    /** @description Of CSV and NDJSON: what an answer of KV may lack, as the `warnings` of JSON say it; else absent. */
                    "X-Warnings"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "count": 1,
                     *       "jobs": [
                     *         {
                     *           "id": 4711,
                     *           "execution_key": "01KEF3M8Z0Q6V6T3W8J4B5N7XK",
                     *           "job_type": "analysis",
                     *           "report_type": "pre-market",
                     *           "status": "success",
                     *           "execution_date": "2026-01-08",
                     *           "executed_at": "2026-01-08T13:30:02.114Z",
                     *           "execution_time_ms": 4120,
                     *           "symbols_processed": 1,
                     *           "symbols_successful": 1,
                     *           "symbols_fallback": 0,
                     *           "symbols_failed": 0,
                     *           "success_rate": 1,
                     *           "errors": [],
                     *           "metadata": {
                     *             "trigger_source": "cron",
                     *             "source": "analysis"
                     *           },
                     *           "revision": 1767879006234,
                     *           "content_hash": "c1b44c3b1d0e3a0f4a3d8ac4ce2b1c5d4c1f7b7e8a6f0c3b9d2e5f8a7b6c5d4e",
                     *           "created_at": "2026-01-08 13:30:07",
                     *           "persisted_at": "2026-01-08T13:30:07.251Z"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "source": "d1"
                     *     }
                     */
                    "application/json": components["schemas"]["HistoryAnswer"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getLatestJob: {
        parameters: {
            query?: {
                /**
                 * @description The type of the job (`job_type`), or which report.
                 * @example analysis
                 */
                type?: string;
                /**
                 * @description Only those that belong to this report.
                 * @example pre-market
                 */
                report_type?: string;
                /**
                 * @description A business date (US Eastern); the weekly review also takes an ISO week.
                 * @example 2026-01-08
                 */
                date?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "job": {
                     *         "id": 4711,
                     *         "execution_key": "01KEF3M8Z0Q6V6T3W8J4B5N7XK",
                     *         "job_type": "analysis",
                     *         "report_type": "pre-market",
                     *         "status": "success",
                     *         "execution_date": "2026-01-08",
                     *         "executed_at": "2026-01-08T13:30:02.114Z",
                     *         "execution_time_ms": 4120,
                     *         "symbols_processed": 1,
                     *         "symbols_successful": 1,
                     *         "symbols_fallback": 0,
                     *         "symbols_failed": 0,
                     *         "success_rate": 1,
                     *         "errors": [],
                     *         "metadata": {
                     *           "trigger_source": "cron",
                     *           "source": "analysis"
                     *         },
                     *         "revision": 1767879006234,
                     *         "content_hash": "c1b44c3b1d0e3a0f4a3d8ac4ce2b1c5d4c1f7b7e8a6f0c3b9d2e5f8a7b6c5d4e",
                     *         "created_at": "2026-01-08 13:30:07",
                     *         "persisted_at": "2026-01-08T13:30:07.251Z"
                     *       },
                     *       "source": "d1"
                     *     }
                     */
                    "application/json": components["schemas"]["LatestAnswer"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getStats: {
        parameters: {
            query?: {
                /**
                 * @description The first business date (US Eastern), included.
                 * @example 2026-01-01
                 */
                from?: string;
                /**
                 * @description The last business date (US Eastern), included.
                 * @example 2026-01-31
                 */
                to?: string;
                /** @description What to group by. */
                group_by?: "day" | "type" | "status";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatsAnswer"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCoverage: {
        parameters: {
            query?: {
                /**
                 * @description The first business date (US Eastern), included.
                 * @example 2026-01-01
                 */
                from?: string;
                /**
                 * @description The last business date (US Eastern), included.
                 * @example 2026-01-31
                 */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageAnswer"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which one; a job by its integer id or its execution key.
                 * @example 4711
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "job": {
                     *         "id": 4711,
                     *         "execution_key": "01KEF3M8Z0Q6V6T3W8J4B5N7XK",
                     *         "job_type": "analysis",
                     *         "report_type": "pre-market",
                     *         "status": "success",
                     *         "execution_date": "2026-01-08",
                     *         "executed_at": "2026-01-08T13:30:02.114Z",
                     *         "execution_time_ms": 4120,
                     *         "symbols_processed": 1,
                     *         "symbols_successful": 1,
                     *         "symbols_fallback": 0,
                     *         "symbols_failed": 0,
                     *         "success_rate": 1,
                     *         "errors": [],
                     *         "metadata": {
                     *           "trigger_source": "cron",
                     *           "source": "analysis"
                     *         },
                     *         "revision": 1767879006234,
                     *         "content_hash": "c1b44c3b1d0e3a0f4a3d8ac4ce2b1c5d4c1f7b7e8a6f0c3b9d2e5f8a7b6c5d4e",
                     *         "created_at": "2026-01-08 13:30:07",
                     *         "persisted_at": "2026-01-08T13:30:07.251Z"
                     *       },
                     *       "results": [
                     *         {
                     *           "id": 80123,
                     *           "ordinal": 0,
                     *           "result_type": "analysis_detail",
                     *           "symbol": "AAPL",
                     *           "sentiment": "bullish",
                     *           "confidence": 0.85,
                     *           "direction": "up",
                     *           "reasoning": "Two of three headlines are positive.",
                     *           "signals": [
                     *             "earnings beat"
                     *           ],
                     *           "news_count": 3,
                     *           "error": null,
                     *           "created_at": "2026-01-08 13:30:07"
                     *         }
                     *       ],
                     *       "snapshot": null,
                     *       "source": "d1"
                     *     }
                     */
                    "application/json": components["schemas"]["JobAnswer"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getJobResults: {
        parameters: {
            query?: {
                /**
                 * @description Only results of this type.
                 * @example analysis_detail
                 */
                result_type?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Which one; a job by its integer id or its execution key.
                 * @example 4711
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "count": 1,
                     *       "results": [
                     *         {
                     *           "id": 80123,
                     *           "ordinal": 0,
                     *           "result_type": "analysis_detail",
                     *           "symbol": "AAPL",
                     *           "sentiment": "bullish",
                     *           "confidence": 0.85,
                     *           "direction": "up",
                     *           "reasoning": "Two of three headlines are positive.",
                     *           "signals": [
                     *             "earnings beat"
                     *           ],
                     *           "news_count": 3,
                     *           "error": null,
                     *           "created_at": "2026-01-08 13:30:07"
                     *         }
                     *       ],
                     *       "source": "d1"
                     *     }
                     */
                    "application/json": components["schemas"]["ResultsAnswer"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getJobSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which one; a job by its integer id or its execution key.
                 * @example 4711
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotAnswer"];
                    "text/html": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    runAnalysisByGet: {
        parameters: {
            query?: {
                /**
                 * @description Ticker symbols, separated by commas.
                 * @example AAPL,TSLA
                 */
                symbols?: string;
                /**
                 * @description What set it off: `cron`, `manual`, `api`, `github-actions`, `backfill`.
                 * @example cron
                 */
                trigger?: string;
                /**
                 * @description Only those that belong to this report.
                 * @example pre-market
                 */
                report_type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted: it is safe, and on its way. */
            202: {
                headers: {
                    /** @description Where the outcome is to be had. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalysisAccepted"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    runAnalysis: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "symbols": [
                 *         "AAPL"
                 *       ],
                 *       "articles": [
                 *         {
                 *           "symbol": "AAPL",
                 *           "title": "Apple beats expectations and raises its guidance"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AnalysisBody"];
            };
        };
        responses: {
            /** @description Accepted: it is safe, and on its way. */
            202: {
                headers: {
                    /** @description Where the outcome is to be had. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalysisAccepted"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSymbols: {
        parameters: {
            query?: {
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; it belongs to one route and filter. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    /** @description The next page, as `<…>; rel="next"`; absent on the last one. */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SymbolsAnswer"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSymbol: {
        parameters: {
            query?: {
                /**
                 * @description The type of the job (`job_type`), or which report.
                 * @example analysis
                 */
                type?: string;
                /**
                 * @description The first business date (US Eastern), included.
                 * @example 2026-01-01
                 */
                from?: string;
                /**
                 * @description The last business date (US Eastern), included.
                 * @example 2026-01-31
                 */
                to?: string;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; it belongs to one route and filter. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A ticker symbol, in either case: only jobs that hold a result for it.
                 * @example AAPL
                 */
                symbol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    /** @description The next page, as `<…>; rel="next"`; absent on the last one. */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SymbolAnswer"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReport: {
        parameters: {
            query?: {
                /**
                 * @description A business date (US Eastern); the weekly review also takes an ISO week.
                 * @example 2026-01-08
                 */
                date?: string;
                /**
                 * @description Whether to show the last results before the date where it has none.
                 * @example false
                 */
                stale?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The type of the job (`job_type`), or which report.
                 * @example analysis
                 */
                type: "pre-market" | "intraday" | "end-of-day" | "weekly";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportAnswer"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                /** @description Only those in this status. */
                status?: "open" | "replayed" | "resolved" | "discarded";
                /** @description Only those that gave up for this reason. */
                reason?: "malformed" | "unknown_type" | "unsupported_version" | "invalid_event" | "row_too_large" | "digest_mismatch" | "payload_missing" | "rejected_by_database" | "retries_exhausted" | "replay_cap";
                /**
                 * @description The type of the job (`job_type`), or which report.
                 * @example analysis
                 */
                type?: string;
                /** @description Only those of this cause, as `group_by=cause` names it. */
                cause?: string;
                /**
                 * @description The first business date (US Eastern), included.
                 * @example 2026-01-01
                 */
                from?: string;
                /**
                 * @description The last business date (US Eastern), included.
                 * @example 2026-01-31
                 */
                to?: string;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; it belongs to one route and filter. */
                cursor?: string;
                /** @description What to group by. */
                group_by?: "cause";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLettersAnswer"] | components["schemas"]["DeadLetterGroupsAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    replayDeadLetters: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Names the request, so that it can be sent again safely. For a job it becomes `ext:<key>`.
                 * @example nightly-risk-2026-01-08
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": {
                 *         "reason": "retries_exhausted"
                 *       },
                 *       "limit": 50,
                 *       "dry_run": true
                 *     }
                 */
                "application/json": components["schemas"]["BulkReplayInput"];
            };
        };
        responses: {
            /** @description With `dry_run`: what it would do. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkReplayAnswer"];
                };
            };
            /** @description Accepted: it is safe, and on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkReplayAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDeadLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which one; a job by its integer id or its execution key.
                 * @example 4711
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    replayDeadLetter: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Names the request, so that it can be sent again safely. For a job it becomes `ext:<key>`.
                 * @example nightly-risk-2026-01-08
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description Which one; a job by its integer id or its execution key.
                 * @example 4711
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "dry_run": true
                 *     }
                 */
                "application/json": components["schemas"]["ReplayInput"];
            };
        };
        responses: {
            /** @description With `dry_run`: what it would do. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayAnswer"];
                };
            };
            /** @description Accepted: it is safe, and on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    discardDeadLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which one; a job by its integer id or its execution key.
                 * @example 4711
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "note": "a test of ours"
                 *     }
                 */
                "application/json": {
                    note?: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    restoreDeadLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which one; a job by its integer id or its execution key.
                 * @example 4711
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "note": "needed after all"
                 *     }
                 */
                "application/json": {
                    note?: string;
                };
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listBackfills: {
        parameters: {
            query?: {
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; it belongs to one route and filter. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    /** @description The next page, as `<…>; rel="next"`; absent on the last one. */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackfillsAnswer"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    startBackfill: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "prefix": "analysis_",
                 *       "from": "2025-01-01",
                 *       "to": "2025-12-31",
                 *       "dry_run": true
                 *     }
                 */
                "application/json": components["schemas"]["BackfillInput"];
            };
        };
        responses: {
            /** @description Accepted: it is safe, and on its way. */
            202: {
                headers: {
                    /** @description Where the outcome is to be had. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackfillAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getBackfill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which one; a job by its integer id or its execution key.
                 * @example 4711
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackfillDetailAnswer"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listBackfillKeys: {
        parameters: {
            query?: {
                /** @description Only keys with this outcome. */
                outcome?: "inserted" | "updated" | "noop" | "skipped" | "dead" | "expired" | "pending";
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; it belongs to one route and filter. */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Which one; a job by its integer id or its execution key.
                 * @example 4711
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    /** @description The next page, as `<…>; rel="next"`; absent on the last one. */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackfillKeysAnswer"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelBackfill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which one; a job by its integer id or its execution key.
                 * @example 4711
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted: it is safe, and on its way. */
            202: {
                headers: {
                    /** @description Where the outcome is to be had. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackfillAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    resumeBackfill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Which one; a job by its integer id or its execution key.
                 * @example 4711
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted: it is safe, and on its way. */
            202: {
                headers: {
                    /** @description Where the outcome is to be had. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackfillAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    verify: {
        parameters: {
            query?: {
                /**
                 * @description What the keys in KV begin with.
                 * @example analysis_
                 */
                prefix?: string;
                /**
                 * @description The first business date (US Eastern), included.
                 * @example 2026-01-01
                 */
                from?: string;
                /**
                 * @description The last business date (US Eastern), included.
                 * @example 2026-01-31
                 */
                to?: string;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
                /** @description `next_cursor` of the page before; it belongs to one route and filter. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    /** @description The next page, as `<…>; rel="next"`; absent on the last one. */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifyAnswer"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    heal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "from": "2026-01-01",
                 *       "to": "2026-01-31"
                 *     }
                 */
                "application/json": components["schemas"]["HealInput"];
            };
        };
        responses: {
            /** @description Accepted: it is safe, and on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getHealth: {
        parameters: {
            query?: {
                /**
                 * @description Over how many days of 24 hours, up to now.
                 * @example 7
                 */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["Internal"];
            /** @description A binding does not answer, or the installation is not configured: a problem then. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAnswer"];
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFlags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagsAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeFlags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kv_writes": false
                 *     }
                 */
                "application/json": components["schemas"]["FlagChange"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagsAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "key": "<key>"
                 *     }
                 */
                "application/json": components["schemas"]["SessionInput"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/openmetrics-text": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDocs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            304: components["responses"]["NotModified"];
            /** @description A parameter or the body is wrong; `errors` name each fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The request failed; the log has the reason. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description No store has an answer, or nothing took the result; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    preMarketPage: {
        parameters: {
            query?: {
                /**
                 * @description A business date (US Eastern); the weekly review also takes an ISO week.
                 * @example 2026-01-08
                 */
                date?: string;
                /**
                 * @description Whether to show the last results before the date where it has none.
                 * @example false
                 */
                stale?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            304: components["responses"]["NotModified"];
            /** @description A parameter or the body is wrong; `errors` name each fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The sign-in, in the place of the page. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The request failed; the log has the reason. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description No store has an answer, or nothing took the result; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    preMarketPageSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["SessionInput"];
            };
        };
        responses: {
            /** @description Signed in: back to the page. */
            303: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body is wrong; `errors` name each fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The sign-in, in the place of the page. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The key has not the scope, or a browser session sent this from another page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The body, or a row of it, is too large; the detail has size and limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The form is sent as application/x-www-form-urlencoded. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The request failed; the log has the reason. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description No store has an answer, or nothing took the result; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    intradayPage: {
        parameters: {
            query?: {
                /**
                 * @description A business date (US Eastern); the weekly review also takes an ISO week.
                 * @example 2026-01-08
                 */
                date?: string;
                /**
                 * @description Whether to show the last results before the date where it has none.
                 * @example false
                 */
                stale?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            304: components["responses"]["NotModified"];
            /** @description A parameter or the body is wrong; `errors` name each fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The sign-in, in the place of the page. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The request failed; the log has the reason. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description No store has an answer, or nothing took the result; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    intradayPageSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["SessionInput"];
            };
        };
        responses: {
            /** @description Signed in: back to the page. */
            303: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body is wrong; `errors` name each fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The sign-in, in the place of the page. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The key has not the scope, or a browser session sent this from another page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The body, or a row of it, is too large; the detail has size and limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The form is sent as application/x-www-form-urlencoded. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The request failed; the log has the reason. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description No store has an answer, or nothing took the result; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    endOfDayPage: {
        parameters: {
            query?: {
                /**
                 * @description A business date (US Eastern); the weekly review also takes an ISO week.
                 * @example 2026-01-08
                 */
                date?: string;
                /**
                 * @description Whether to show the last results before the date where it has none.
                 * @example false
                 */
                stale?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            304: components["responses"]["NotModified"];
            /** @description A parameter or the body is wrong; `errors` name each fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The sign-in, in the place of the page. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The request failed; the log has the reason. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description No store has an answer, or nothing took the result; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    endOfDayPageSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["SessionInput"];
            };
        };
        responses: {
            /** @description Signed in: back to the page. */
            303: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body is wrong; `errors` name each fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The sign-in, in the place of the page. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The key has not the scope, or a browser session sent this from another page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The body, or a row of it, is too large; the detail has size and limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The form is sent as application/x-www-form-urlencoded. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The request failed; the log has the reason. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description No store has an answer, or nothing took the result; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    weeklyPage: {
        parameters: {
            query?: {
                /**
                 * @description A business date (US Eastern); the weekly review also takes an ISO week.
                 * @example 2026-01-08
                 */
                date?: string;
                /**
                 * @description Whether to show the last results before the date where it has none.
                 * @example false
                 */
                stale?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Names this answer; sent back as `If-None-Match` it saves the body. */
                    ETag?: string;
                    /** @description `private, no-cache`: keep it, and ask each time. */
                    "Cache-Control"?: string;
                    /** @description Milliseconds: `d1`, `kv`, `total`. */
                    "Server-Timing"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            304: components["responses"]["NotModified"];
            /** @description A parameter or the body is wrong; `errors` name each fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The sign-in, in the place of the page. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The request failed; the log has the reason. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description No store has an answer, or nothing took the result; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    weeklyPageSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["SessionInput"];
            };
        };
        responses: {
            /** @description Signed in: back to the page. */
            303: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter or the body is wrong; `errors` name each fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The sign-in, in the place of the page. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The key has not the scope, or a browser session sent this from another page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The body, or a row of it, is too large; the detail has size and limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The form is sent as application/x-www-form-urlencoded. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The request failed; the log has the reason. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description No store has an answer, or nothing took the result; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
}
