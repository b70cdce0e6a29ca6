// What becomes of an order: closed, deleted, storned. Told to the bridge by the outbox, as often as iiko says it: the bridge settles once.
//
// iiko has no event for "closed"; OrderChanged with the status does. AfterDoCheckAction would be no proof: it also follows
// bills and refunds, and in some set-ups comes before Pay. Some modes send no OrderChanged at all, and a plugin that
// was down heard nothing; so orders with a guest are watched, in a file each, and looked at by a timer and at the start.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Resto.Front.Api;
using Resto.Front.Api.Data.Common;
using Resto.Front.Api.Data.Orders;

namespace Loyalkit.Iiko
{
    internal sealed class Orders : IDisposable
    {
        // A banquet with a prepayment stands open for weeks.
        private static readonly TimeSpan WatchFor = TimeSpan.FromDays(60);
        // iiko repeats Closed some times in a row; the rest is the bridge's affair.
        private const int Remembered = 1000;

        private readonly Loyalty loyalty;
        private readonly string folder;
        private readonly object gate = new object();
        private readonly HashSet<Guid> told = new HashSet<Guid>();
        private readonly Queue<Guid> toldOrder = new Queue<Guid>();
        private Rhythm looks;

        public Orders(Loyalty loyalty)
        {
            this.loyalty = loyalty;
            folder = Directory.CreateDirectory(Path.Combine(loyalty.Settings.Folder, "watched")).FullName;
        }

        /// <summary>Looks at what was left before the restart, at once, and then again and again.</summary>
        public void Start() => looks = new Rhythm("look", Look, loyalty.Settings.LookEvery);

        /// <summary>From now on it matters what becomes of the order.</summary>
        public void Watch(Guid id) => Guard.Run("watch", () => File.WriteAllText(FileOf(id), ""));

        public bool IsWatched(Guid id) => File.Exists(FileOf(id));

        public void Changed(EntityChangedEventArgs<IOrder> change)
        {
            var order = change.Entity;
            if (order.Status == OrderStatus.Closed)
            {
                if (IsWatched(order.Id) || loyalty.Settings.AllTerminals || IsLocal(order))
                    Closed(order);
            }
            // A closed order that leaves the till's store at the end of the shift is Removed too: its status is what counts.
            else if (order.Status == OrderStatus.Deleted || change.EventType == EntityEventType.Removed)
            {
                if (IsWatched(order.Id) || loyalty.Json.Own(order).Any())
                    Deleted(order);
            }
        }

        public void PastStorned(StornedPastOrderInfo past)
        {
            // Goods returned without an order.
            if (past.PastOrderInfo == null)
                return;
            Storned(past.PastOrderInfo.OrderId, past.StornoOrderInfo?.OrderId ?? Guid.Empty);
        }

        public void Storned(Guid id, Guid newOrderId)
        {
            // Every terminal may hear of one storno: the copy's ID is the same for all of them, so the bridge sees one return.
            var returnId = newOrderId == Guid.Empty ? Guid.NewGuid() : newOrderId;
            loyalty.Outbox.Later(OrderJson.Id(id), "orders/" + OrderJson.Id(id) + "/storned", new Fields()
                .With("returnId", returnId)
                .With("newOrderId", newOrderId == Guid.Empty ? null : (object)newOrderId));
        }

        private void Closed(IOrder order)
        {
            if (!FirstTime(order.Id))
                return;
            loyalty.Outbox.Later(OrderJson.Id(order.Id), "orders/" + OrderJson.Id(order.Id) + "/closed",
                new Fields().With("order", loyalty.Json.Of(order, PluginContext.Operations)));
            Done(order.Id);
        }

        private void Deleted(IOrder order)
        {
            loyalty.Outbox.Later(OrderJson.Id(order.Id), "orders/" + OrderJson.Id(order.Id) + "/deleted",
                new Fields().With("order", loyalty.Json.Of(order, PluginContext.Operations)));
            File.Delete(FileOf(order.Id));
        }

        /// <summary>Only once the outbox has it: a death in between is made good by the next look.</summary>
        private void Done(Guid id)
        {
            lock (gate)
            {
                if (told.Add(id))
                    toldOrder.Enqueue(id);
                while (toldOrder.Count > Remembered)
                    told.Remove(toldOrder.Dequeue());
            }
            File.Delete(FileOf(id));
        }

        private bool FirstTime(Guid id)
        {
            lock (gate)
                return !told.Contains(id);
        }

        private static bool IsLocal(IOrder order) => order.LastChangedTerminalId == PluginContext.Operations.GetHostTerminal().Id;

        private void Look()
        {
            foreach (var file in Directory.GetFiles(folder))
                Guard.Run("look at an order", () => LookAt(file));
        }

        private void LookAt(string file)
        {
            if (!Guid.TryParse(Path.GetFileName(file), out var id))
                return;
            var order = PluginContext.Operations.TryGetOrderById(id);
            // Not there: of another group, or of a shift that was closed. That is no proof of anything; the gateway gives it up in time.
            if (order == null)
            {
                if (DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > WatchFor)
                    File.Delete(file);
            }
            else if (order.Status == OrderStatus.Closed)
                Closed(order);
            else if (order.Status == OrderStatus.Deleted)
                Deleted(order);
        }

        private string FileOf(Guid id) => Path.Combine(folder, OrderJson.Id(id));

        public void Dispose() => looks?.Dispose();
    }
}
