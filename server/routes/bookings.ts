import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { anyoneOf, staffOf } from '../access/guard.ts';
import { ArrivedBooking, Booking, BookingWish, FreeSlot, LocalDate } from '../contract/booking.ts';
import { ServiceCode } from '../contract/ticket.ts';
import type { Hall } from '../hall.ts';
import { defaultTerminal } from '../hall-look.ts';
import { CommandId, openBody, refusals, sendActed, Terminal } from './common.ts';

const tags = ['bookings'];
const params = Type.Object({ id: Type.String({ minLength: 10, maxLength: 60, pattern: '^[A-Za-z0-9_-]+$' }) });
const BookBody = Type.Object({ commandId: CommandId, ...BookingWish.properties }, openBody);
const PlainBody = Type.Object({ commandId: CommandId }, openBody);
const ArriveBody = Type.Object({ commandId: CommandId, terminal: Type.Optional(Terminal) }, openBody);

/** 预约: made by the staff; whoever holds its id may look at it, report with it and give it up. */
export const bookingRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.post(
    '/bookings',
    {
      schema: { tags, summary: 'Book a slot 预约', body: BookBody, response: { 201: Booking, ...refusals } },
    },
    async (request, reply) => {
      const actor = staffOf(request, 'desk', 'supervisor', 'clerk');
      const { commandId, date, slot, service } = request.body;
      return sendActed(reply, await hall.act({ type: 'book', date, slot, service }, actor, commandId), 201);
    },
  );

  app.get(
    '/bookings',
    {
      schema: {
        tags,
        summary: "A day's bookings, by slot",
        querystring: Type.Object({ date: LocalDate }, openBody),
        response: { 200: Type.Array(Booking), ...refusals },
      },
    },
    async (request) => {
      staffOf(request, 'desk', 'supervisor', 'clerk');
      return hall.desk.bookings.list(request.query.date, hall.now());
    },
  );

  app.get(
    '/bookings/slots',
    {
      schema: {
        tags,
        summary: 'What is left of each slot of a day',
        querystring: Type.Object({ date: LocalDate, service: ServiceCode }, openBody),
        response: { 200: Type.Array(FreeSlot), ...refusals },
      },
    },
    async (request) => hall.desk.bookings.slots(request.query.date, request.query.service, hall.now()),
  );

  app.get(
    '/bookings/:id',
    { schema: { tags, summary: 'One booking', params, response: { 200: Booking, ...refusals } } },
    async (request) => hall.desk.bookings.find(request.params.id, hall.now()),
  );
};

/** What whoever holds a booking's id may do with it. */
export const bookingVerbRoutes: FastifyPluginAsyncTypebox<{ hall: Hall }> = async (app, { hall }) => {
  app.post(
    '/bookings/:id/arrive',
    {
      schema: {
        tags,
        summary: 'Report with a booking and take its ticket 报到取号',
        params,
        body: ArriveBody,
        response: { 201: ArrivedBooking, ...refusals },
      },
    },
    async (request, reply) => {
      const { commandId, terminal = defaultTerminal(hall, 'desk') } = request.body;
      const command = { type: 'arrive-booking', id: request.params.id, terminal } as const;
      return sendActed(reply, await hall.act(command, anyoneOf(request, terminal), commandId), 201);
    },
  );

  app.post(
    '/bookings/:id/cancel',
    {
      schema: { tags, summary: 'Give a booking up', params, body: PlainBody, response: { 200: Booking, ...refusals } },
    },
    async (request, reply) => {
      const command = { type: 'cancel-booking', id: request.params.id } as const;
      return sendActed(reply, await hall.act(command, anyoneOf(request, null), request.body.commandId));
    },
  );
};
